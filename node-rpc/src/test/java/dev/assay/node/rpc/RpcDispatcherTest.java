package dev.assay.node.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.NodeLog;
import java.util.Collections;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpcDispatcherTest {
  private static final RequestLimits LIMITS = RequestLimits.DEFAULT;
  private static final String ECHO_1 =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_echo\",\"params\":[5]}";
  private static final String ECHOED_1 = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":5}";

  private final RpcDispatcher dispatcher =
      new RpcDispatcher(EchoMethods.LIST, LIMITS, ForkJoinPool.commonPool(), NodeLog.silent());

  private String answer(String body) {
    return answer(body.getBytes(UTF_8));
  }

  private String answer(byte[] body) {
    return new String(
        dispatcher.answer(body, RpcSession.ONE_WAY).orTimeout(10, TimeUnit.SECONDS).join(), UTF_8);
  }

  /** Requests and answers as geth gives them, the quotes written as apostrophes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'jsonrpc':'2.0','id':1,'method':'test_echo','params':['a']}"
            + "|{'jsonrpc':'2.0','id':1,'result':'a'}",
        "{'jsonrpc':'2.0','id':'1d-x','method':'test_alias','params':[{'a':[1,null,true]}]}"
            + "|{'jsonrpc':'2.0','id':'1d-x','result':{'a':[1,null,true]}}",
        "{'jsonrpc':'2.0','id':null,'method':'test_echo','params':[1e999999999]}"
            + "|{'jsonrpc':'2.0','id':null,'result':1e999999999}",
        "{'jsonrpc':'2.0','id':1152921504606846976,'method':'test_refuse'}"
            + "|{'jsonrpc':'2.0','id':1152921504606846976,'error':{'code':3,"
            + "'message':'execution reverted: no','data':'0x08c379a0'}}",
        "{'jsonrpc':'2.0','id':1,'method':'test_refuse','params':null}"
            + "|{'jsonrpc':'2.0','id':1,'error':{'code':3,"
            + "'message':'execution reverted: no','data':'0x08c379a0'}}",
        "{'jsonrpc':'2.0','id':1,'method':'test_later'}|{'jsonrpc':'2.0','id':1,'result':'0x7'}",
        "{'jsonrpc':'2.0','id':1,'method':'test_crash'}"
            + "|{'jsonrpc':'2.0','id':1,'error':{'code':-32603,'message':'method handler crashed'}}",
        "{'jsonrpc':'2.0','id':1,'method':'test_echo'}"
            + "|{'jsonrpc':'2.0','id':1,'error':{'code':-32602,"
            + "'message':'missing value for required argument 0'}}",
        "{'jsonrpc':'2.0','id':1,'method':'test_echo','params':[1,2,3]}"
            + "|{'jsonrpc':'2.0','id':1,'error':{'code':-32602,"
            + "'message':'too many arguments, want at most 2'}}",
        "{'jsonrpc':'2.0','id':1,'method':'test_big','params':[true]}"
            + "|{'jsonrpc':'2.0','id':1,'error':{'code':-32602,"
            + "'message':'invalid argument 0: want quantity, have boolean'}}",
        "{'jsonrpc':'2.0','id':1,'method':'test_none'}"
            + "|{'jsonrpc':'2.0','id':1,'error':{'code':-32601,"
            + "'message':'the method test_none does not exist/is not available'}}",
        "{'jsonrpc':'2.0','id':1,'method':'test_echo','params':{'value':1}}"
            + "|{'jsonrpc':'2.0','id':1,'error':{'code':-32602,'message':'non-array args'}}",
        "{'jsonrpc':'1.0','id':9,'method':'test_echo','params':[1]}"
            + "|{'jsonrpc':'2.0','id':9,'error':{'code':-32600,'message':'invalid request'}}",
        "{'id':9,'method':'test_echo','params':[1]}"
            + "|{'jsonrpc':'2.0','id':9,'error':{'code':-32600,'message':'invalid request'}}",
        "{'jsonrpc':'2.0','id':9,'method':5}"
            + "|{'jsonrpc':'2.0','id':9,'error':{'code':-32600,'message':'invalid request'}}",
        "{'jsonrpc':'2.0','id':[],'method':'test_echo','params':[1]}"
            + "|{'jsonrpc':'2.0','id':null,'error':{'code':-32600,'message':'invalid request'}}",
        "5|{'jsonrpc':'2.0','id':null,'error':{'code':-32600,'message':'invalid request'}}",
        "[]|{'jsonrpc':'2.0','id':null,'error':{'code':-32600,'message':'empty batch'}}",
        "[1]|[{'jsonrpc':'2.0','id':null,'error':{'code':-32600,'message':'invalid request'}}]",
        "[{'jsonrpc':'2.0','id':1,'method':'test_later'},"
            + "{'jsonrpc':'2.0','method':'test_echo','params':[2]},"
            + "{'jsonrpc':'2.0','id':3,'method':'test_echo','params':[3]}]"
            + "|[{'jsonrpc':'2.0','id':1,'result':'0x7'},{'jsonrpc':'2.0','id':3,'result':3}]",
      })
  void answersAsGethDoes(String request, String answer) {
    assertEquals(answer.replace('\'', '"'), answer(request.replace('\'', '"')));
  }

  @Test
  void notificationsGetNoAnswerEvenWhenTheyFail() {
    assertEquals("", answer("{\"jsonrpc\":\"2.0\",\"method\":\"test_echo\",\"params\":[1]}"));
    assertEquals("", answer("{\"jsonrpc\":\"2.0\",\"method\":\"test_crash\"}"));
    assertEquals("", answer("[{\"jsonrpc\":\"2.0\",\"method\":\"test_none\"}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{|", "'['|", "nul|", "{\"a\":1,}|", "1 2|", "''|", "{\"a\" 1}|", "\"\\ud8|", "01|"})
  void whatIsNotJsonIsAParseError(String body) {
    String answer = answer(body == null ? "" : body);
    assertTrue(
        answer.startsWith("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,"), answer);
  }

  @Test
  void invalidUtf8IsAParseError() {
    byte[] body = ECHO_1.getBytes(UTF_8);
    body[body.length - 3] = (byte) 0xff;
    assertTrue(answer(body).contains("-32700"), answer(body));
  }

  @Test
  void batchesHoldAtMostTheLimit() {
    String one = answer(batch(LIMITS.batchItems()));
    assertEquals(LIMITS.batchItems(), one.split("\"result\"", -1).length - 1);
    assertEquals(
        LIMITS.batchItems() - 1,
        answer(batch(LIMITS.batchItems() - 1)).split("\"result\"", -1).length - 1);
    assertEquals(
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":"
            + "{\"code\":-32600,\"message\":\"batch too large\"}}]",
        answer(batch(LIMITS.batchItems() + 1)));
  }

  /** CWA-2024-001: JSON nested without end must not end the stack. */
  @Test
  void nestingIsLimited() {
    assertTrue(answer(nested(LIMITS.jsonNesting() - 2)).contains("result"));
    assertTrue(answer(nested(LIMITS.jsonNesting() - 1)).contains("-32700"));
    assertTrue(answer("[".repeat(1_000_000)).contains("-32700"));
    assertTrue(answer("{\"a\":".repeat(1_000_000)).contains("-32700"));
  }

  @Test
  void numbersAreLimited() {
    assertTrue(answer(echo("1".repeat(LIMITS.jsonNumberLength()))).contains("result"));
    assertTrue(answer(echo("1".repeat(LIMITS.jsonNumberLength() + 1))).contains("-32700"));
  }

  @Test
  void namesAreLimited() {
    assertTrue(answer(echo(named(LIMITS.jsonNameLength()))).contains("result"));
    assertTrue(answer(echo(named(50_000))).contains("-32700"));
  }

  @Test
  void answersAreLimited() {
    int frame = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"\"}".length();
    assertEquals(LIMITS.responseBytes(), answer(big(LIMITS.responseBytes() - frame)).length());
    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":"
            + "{\"code\":-32003,\"message\":\"response too large\"}}",
        answer(big(LIMITS.responseBytes() - frame + 1)));
  }

  @Test
  void theAnswersOfABatchAreLimitedTogether() {
    String half = big(LIMITS.responseBytes() / 2);
    String answer = answer("[" + half + "," + half + "," + ECHO_1 + "]");
    assertTrue(answer.length() < LIMITS.responseBytes() + 200);
    assertTrue(answer.contains("-32003"));
  }

  /** Each is counted once, wherever it was answered. */
  @Test
  void whatIsExpectedToBeBriefIsAnsweredByTheThreadThatAsks() {
    String here = Thread.currentThread().getName();
    assertEquals(result(here), answer(perhaps("\"at once\"")));
    assertNotEquals(result(here), answer(perhaps("0")));
    assertTrue(
        answer(perhaps("")).contains("missing value for required argument 0"),
        "errors are answered at once, too");
    assertEquals(3, dispatcher.counters().asked().getFirst().requests());
  }

  /** On whichever threads it is asked for. */
  @ParameterizedTest
  @ValueSource(strings = {"5", "\"at once\""})
  void anArgumentIsReadOnce(String value) {
    int before = EchoMethods.READ.get();
    assertTrue(answer(perhaps(value).replace("perhaps", "reading")).contains("result"));
    assertEquals(1, EchoMethods.READ.get() - before);
  }

  private static String perhaps(String value) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_perhaps\",\"params\":[" + value + "]}";
  }

  private static String result(String text) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"" + text + "\"}";
  }

  @Test
  void theNodeServesOnAfterABug() {
    answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_crash\"}");
    assertEquals(ECHOED_1, answer(ECHO_1));
  }

  private static String batch(int size) {
    return "[" + String.join(",", Collections.nCopies(size, ECHO_1)) + "]";
  }

  private static String echo(String value) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_echo\",\"params\":[" + value + "]}";
  }

  /** A request whose parameter is that many arrays deep, itself at depth two. */
  private static String nested(int depth) {
    return echo("[".repeat(depth) + "]".repeat(depth));
  }

  private static String named(int length) {
    return "{\"" + "n".repeat(length) + "\":1}";
  }

  private static String big(int letters) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_big\",\"params\":[" + letters + "]}";
  }
}
