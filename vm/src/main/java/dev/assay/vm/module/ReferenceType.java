package dev.assay.vm.module;

/**
 * References, by what they point to and whether they may be null.
 *
 * @param nullable whether null belongs to the type; true for both types of WebAssembly 2.0
 * @param heap what the reference points to
 */
public record ReferenceType(boolean nullable, HeapType heap) implements ValueType {
  public static final ReferenceType FUNCREF = new ReferenceType(true, HeapType.FUNC);
  public static final ReferenceType EXTERNREF = new ReferenceType(true, HeapType.EXTERN);

  /** The nullable reference to a heap type. */
  public static ReferenceType to(HeapType heap) {
    return switch (heap) {
      case FUNC -> FUNCREF;
      case EXTERN -> EXTERNREF;
    };
  }

  @Override
  public int slots() {
    return 1;
  }

  @Override
  public String toString() {
    return nullable ? heap + "ref" : "(ref " + heap + ")";
  }
}
