package dev.assay.node.rpc;

import java.util.Optional;

/** The connection a call came from. */
public interface RpcSession {

  /** A connection without a way back, such as HTTP. */
  RpcSession ONE_WAY = Optional::empty;

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
