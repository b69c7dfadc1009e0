package dev.assay.node.rpc;

import java.util.Optional;

/** The connection a call came from. */
public interface RpcSession {

  /** What a connection may call. */
  enum Rights {
    /** Everything. */
    ALL,
    /** What needs no token; with one it could call the rest. */
    WITHOUT_TOKEN,
    /** What needs no token; the rest is for nobody. */
    PUBLIC
  }

  /** A connection without a way back, such as HTTP, that may call everything. */
  RpcSession ONE_WAY = new OneWay(Rights.ALL);

  /** A connection without a way back. */
  record OneWay(Rights rights) implements RpcSession {
    @Override
    public Optional<Push> push() {
      return Optional.empty();
    }
  }

  /** What may be called. */
  Rights rights();

  /** The way to send notifications, where the transport has one. */
  Optional<Push> push();

  /** Sends notifications; owned by one connection. */
  interface Push {
    /** Sends one text; false when the peer reads too slowly and the connection is being closed. */
    boolean send(byte[] message);

    /** Runs {@code action} when the connection ends. */
    void onClose(Runnable action);
  }
}
