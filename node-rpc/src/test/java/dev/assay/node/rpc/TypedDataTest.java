package dev.assay.node.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypedDataTest {
  private static final JsonReader READER = new JsonReader(RequestLimits.DEFAULT);

  /** The example of EIP-712, whose digest the proposal publishes. */
  private static final String MAIL =
      """
      {"types":{
        "EIP712Domain":[{"name":"name","type":"string"},{"name":"version","type":"string"},
          {"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"}],
        "Person":[{"name":"name","type":"string"},{"name":"wallet","type":"address"}],
        "Mail":[{"name":"from","type":"Person"},{"name":"to","type":"Person"},
          {"name":"contents","type":"string"}]},
       "primaryType":"Mail",
       "domain":{"name":"Ether Mail","version":"1","chainId":1,
         "verifyingContract":"0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC"},
       "message":{
         "from":{"name":"Cow","wallet":"0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"},
         "to":{"name":"Bob","wallet":"0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"},
         "contents":"Hello, Bob!"}}\
      """;

  private static TypedData read(String json) {
    return TypedData.TYPE.read(READER.read(json.getBytes(UTF_8)));
  }

  @Test
  void theExampleOfTheStandard() {
    TypedData mail = read(MAIL);
    assertEquals(
        "Mail(Person from,Person to,string contents)Person(string name,address wallet)",
        mail.signature("Mail"));
    assertEquals(
        "0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2",
        mail.digest().toHex());
  }

  @Test
  void aDomainThatIsNotDescribedIsTheStandardOne() {
    int from = MAIL.indexOf("\"EIP712Domain\"");
    int to = MAIL.indexOf("\"Person\":[");
    assertEquals(read(MAIL).digest(), read(MAIL.substring(0, from) + MAIL.substring(to)).digest());
  }

  @Test
  void textIsReadToo() {
    assertEquals(read(MAIL).digest(), TypedData.TYPE.read(new Json.Str(MAIL)).digest());
  }

  private static String one(String type, String value) {
    return "{\"types\":{\"EIP712Domain\":[],\"T\":[{\"name\":\"a\",\"type\":\"%s\"}]},"
            .formatted(type)
        + "\"primaryType\":\"T\",\"domain\":{},\"message\":{\"a\":%s}}".formatted(value);
  }

  @Test
  void numbersInEveryNotation() {
    assertEquals(read(one("uint8", "255")).digest(), read(one("uint8", "\"0xff\"")).digest());
    assertEquals(read(one("uint8", "255")).digest(), read(one("uint8", "\"255\"")).digest());
    read(one("int8", "-128")).digest();
  }

  @Test
  void valuesOutsideTheirTypeAreRefused() {
    for (List<String> wrong :
        List.of(
            List.of("uint8", "256"),
            List.of("uint8", "-1"),
            List.of("int8", "128"),
            List.of("int8", "-129"),
            List.of("uint7", "1"),
            List.of("uint264", "1"),
            List.of("bytes2", "\"0x010203\""),
            List.of("bytes33", "\"0x00\""),
            List.of("uint8[2]", "[1]"),
            List.of("uint8[]", "1"),
            List.of("bool", "1"),
            List.of("Nobody", "{}"),
            List.of("string", "1e3"))) {
      TypedData data = read(one(wrong.get(0), wrong.get(1)));
      assertThrows(MalformedParam.class, data::digest, wrong.toString());
    }
  }
}
