package dev.assay.metering.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionNamesTest {
  @ParameterizedTest
  @CsvSource({
    "user_entrypoint, user_entrypoint",
    "_ZN4core3fmt5write17h0123456789abcdefE, core::fmt::write",
    "_ZN4core3fmt5write17h0123456789abcdegE, core::fmt::write::h0123456789abcdeg",
    "_ZN99_$LT$T$u20$as$u20$alloc..string..ToString$GT$9to_string17h00000000000000ffE,"
        + " _ZN99_$LT$T$u20$as$u20$alloc..string..ToString$GT$9to_string17h00000000000000ffE",
    "_ZN45_$LT$T$u20$as$u20$alloc..string..ToString$GT$9to_string17h00000000000000ffE,"
        + " <T as alloc::string::ToString>::to_string",
    "_ZN, _ZN",
    "_ZN9999999999xE, _ZN9999999999xE",
    "_ZN3foo, foo",
  })
  void rustSymbolsBecomePathsAndAllElseStays(String symbol, String shown) {
    assertEquals(shown, FunctionNames.shown(symbol));
  }
}
