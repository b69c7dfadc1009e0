package dev.assay.node.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.Node;
import dev.assay.node.NodeConfig;
import dev.assay.node.NodeConfig.Control;
import dev.assay.node.NodeStartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The local socket, byte by byte. */
@Timeout(60)
class IpcServerTest {
  private static final String CHAIN = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\"}";
  private static final String ANSWER = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x7a69\"}";

  @TempDir private Path folder;
  private Path path;
  private Node node;

  private NodeConfig config() {
    NodeConfig dev = NodeConfig.dev().withPort(0);
    return dev.withEndpoint(dev.endpoint().withIpc(path).withControl(new Control.Nobody()));
  }

  @BeforeEach
  void start() {
    path = folder.resolve("assay.ipc");
    node = Node.start(config());
  }

  @AfterEach
  void stop() {
    node.close();
    assertFalse(Files.exists(path), "the file goes with the node");
  }

  private record Talk(SocketChannel channel, BufferedReader in) implements AutoCloseable {
    static Talk open(Path path) throws IOException {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(UnixDomainSocketAddress.of(path));
      return new Talk(
          channel, new BufferedReader(Channels.newReader(channel, UTF_8.newDecoder(), 1 << 16)));
    }

    void say(String text) throws IOException {
      channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    String hear() throws IOException {
      return in.readLine();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  @Test
  void textsAreFramedByThemselves() throws Exception {
    try (Talk talk = Talk.open(path)) {
      talk.say(CHAIN);
      assertEquals(ANSWER, talk.hear());
      talk.say(CHAIN + "\n\n " + CHAIN + CHAIN);
      for (int i = 0; i < 3; i++) {
        assertEquals(ANSWER, talk.hear());
      }
      talk.say("[" + CHAIN + "," + CHAIN + "]");
      assertEquals("[" + ANSWER + "," + ANSWER + "]", talk.hear());
      for (byte letter : CHAIN.getBytes(UTF_8)) {
        talk.say(String.valueOf((char) letter));
      }
      assertEquals(ANSWER, talk.hear());
    }
  }

  @Test
  void theOwnerMayDoEverythingAndHearsOfBlocks() throws Exception {
    assertEquals("[OWNER_READ, OWNER_WRITE]", Files.getPosixFilePermissions(path).toString());
    try (Talk talk = Talk.open(path)) {
      talk.say(
          "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}");
      String id = talk.hear().replaceAll(".*\"result\":\"(0x[0-9a-f]+)\".*", "$1");
      talk.say("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"evm_mine\"}");
      List<String> heard = List.of(talk.hear(), talk.hear());
      assertTrue(
          heard.stream()
              .anyMatch(
                  line -> line.contains("eth_subscription") && line.contains("\"" + id + "\"")),
          heard.toString());
      assertTrue(heard.stream().anyMatch(line -> line.contains("\"id\":3")), heard.toString());
    }
  }

  @Test
  void whatIsNoJsonEndsTheStream() throws Exception {
    try (Talk talk = Talk.open(path)) {
      talk.say("hello\n");
      assertTrue(talk.hear().contains("-32700"));
      assertNull(talk.hear());
    }
    try (Talk talk = Talk.open(path)) {
      talk.say("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":}");
      assertTrue(talk.hear().contains("-32700"));
      talk.say(CHAIN);
      assertEquals(ANSWER, talk.hear());
    }
  }

  @Test
  void aFileInUseIsLeftAloneAndAnOldOneReplaced() throws Exception {
    NodeStartException taken =
        assertThrows(NodeStartException.class, () -> Node.start(config()).close());
    assertTrue(String.valueOf(taken.getMessage()).contains("somebody listens"));
    Path plain = Files.writeString(folder.resolve("plain"), "mine");
    path = plain;
    assertThrows(NodeStartException.class, () -> Node.start(config()).close());
    assertEquals("mine", Files.readString(plain));
    Path stale = folder.resolve("stale.ipc");
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(stale));
    }
    assertTrue(Files.exists(stale), "a socket's file outlives its process");
    path = stale;
    try (Node second = Node.start(config());
        Talk talk = Talk.open(stale)) {
      talk.say(CHAIN);
      assertEquals(ANSWER, talk.hear());
      assertEquals(0, second.height());
    }
    path = folder.resolve("assay.ipc");
  }
}
