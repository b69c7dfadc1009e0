package dev.assay.node.server;

import io.netty.util.NetUtil;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which Host headers are served, and pages of which origin may read the answers. A web page that
 * rebinds its own DNS name to this machine still sends that name here; bare addresses cannot be
 * rebound.
 *
 * @param names allowed names besides bare IP addresses; {@code *} allows all
 * @param origin what pages are told of who may read; {@code *} allows all
 */
public record HostPolicy(Set<String> names, String origin) {
  /** Only this machine, and every page. */
  public static final HostPolicy LOCAL = new HostPolicy(Set.of("localhost"), "*");

  /** Whether a request with that Host header is served; HTTP/1.0 clients send none. */
  boolean allows(@Nullable String header) {
    if (header == null || header.isEmpty() || names.contains("*")) {
      return true;
    }
    String name = withoutPort(header).toLowerCase(Locale.ROOT);
    return names.contains(name)
        || NetUtil.isValidIpV4Address(name)
        || NetUtil.isValidIpV6Address(name);
  }

  private static String withoutPort(String header) {
    if (header.startsWith("[")) {
      int end = header.indexOf(']');
      return end < 0 ? header : header.substring(1, end);
    }
    int colon = header.indexOf(':');
    return colon < 0 || colon != header.lastIndexOf(':') ? header : header.substring(0, colon);
  }
}
