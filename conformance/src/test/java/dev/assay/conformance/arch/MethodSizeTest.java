package dev.assay.conformance.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodSizeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.assay.vm",
        "dev.assay.metering",
        "dev.assay.state",
        "dev.assay.host",
        "dev.assay.node",
        "dev.assay.contracts",
        "dev.assay.conformance"
      })
  void noMethodIsTooLargeToBeCompiled(String module) {
    var classes = MethodSizes.classFiles(module);
    assertFalse(classes.isEmpty());
    assertEquals(
        List.of(), classes.stream().flatMap(c -> MethodSizes.oversize(c).stream()).toList());
  }

  @Test
  void theLimitIsTheLastSizeAllowed() {
    assertEquals(List.of(), MethodSizes.oversize(methodOfSize(MethodSizes.LIMIT)));
    assertEquals(
        List.of("fixture.Large#run: 8001 bytes of bytecode"),
        MethodSizes.oversize(methodOfSize(MethodSizes.LIMIT + 1)));
  }

  private static byte[] methodOfSize(int bytes) {
    return ClassFile.of()
        .build(
            ClassDesc.of("fixture.Large"),
            type ->
                type.withMethodBody(
                    "run",
                    ConstantDescs.MTD_void,
                    ClassFile.ACC_STATIC,
                    code -> {
                      for (int i = 1; i < bytes; i++) {
                        code.nop();
                      }
                      code.return_();
                    }));
  }
}
