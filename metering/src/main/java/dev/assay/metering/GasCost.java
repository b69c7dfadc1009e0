package dev.assay.metering;

/**
 * The named prices of a schedule: everything that has a cost and is neither an instruction nor the
 * base fee of a host function. Each constant states its unit and source.
 */
public enum GasCost {
  /** Every transaction. */
  TX_BASE(Unit.GAS, "transaction"),
  /** A creation transaction, in addition (EIP-2). */
  TX_CREATE(Unit.GAS, "creation transaction"),
  /** Zero byte of calldata. */
  TX_ZERO_BYTE(Unit.GAS, "zero byte of calldata"),
  /** Non-zero byte of calldata (EIP-2028). */
  TX_NONZERO_BYTE(Unit.GAS, "non-zero byte of calldata, EIP-2028"),
  /** Floor price of a calldata token: zero byte 1 token, other byte 4 (EIP-7623). */
  TX_FLOOR_TOKEN(Unit.GAS, "calldata token, floor price, EIP-7623"),
  /** Address in an access list (EIP-2930). */
  ACCESS_LIST_ADDRESS(Unit.GAS, "access list address, EIP-2930"),
  /** Storage key in an access list (EIP-2930). */
  ACCESS_LIST_KEY(Unit.GAS, "access list storage key, EIP-2930"),
  /** 32-byte word of creation code (EIP-3860). */
  INIT_CODE_WORD(Unit.GAS, "word of creation code, EIP-3860"),
  /** Byte of deployed code. */
  CODE_DEPOSIT_BYTE(Unit.GAS, "byte of deployed code"),
  /** The used gas is divided by this to give the largest refund (EIP-3529). */
  REFUND_QUOTIENT(Unit.COUNT, "gas used / this = largest refund, EIP-3529"),

  /** First access to an account in a transaction (EIP-2929). */
  COLD_ACCOUNT(Unit.GAS, "first access to an account, EIP-2929"),
  /** First access to a storage slot in a transaction (EIP-2929). */
  COLD_SLOT(Unit.GAS, "first access to a storage slot, EIP-2929"),
  /** Any later access (EIP-2929). */
  WARM_ACCESS(Unit.GAS, "access to a warm account or slot, EIP-2929"),
  /** Writing a slot that was zero (EIP-2200). */
  SLOT_SET(Unit.GAS, "storage slot from zero, EIP-2200"),
  /** Writing a slot that was not zero (EIP-2200 as changed by EIP-2929). */
  SLOT_RESET(Unit.GAS, "storage slot from non-zero, EIP-2200, 2929"),
  /** Refund for clearing a slot (EIP-3529). */
  SLOT_CLEAR_REFUND(Unit.GAS, "refund for clearing a slot, EIP-3529"),
  /** Gas that must be left before a storage write (EIP-2200). */
  SLOT_WRITE_SENTRY(Unit.GAS, "gas that must be left at a storage write, EIP-2200"),
  /** Storage cache: looking up a missed key. */
  STORAGE_CACHE_MISS(Unit.GAS, "storage cache miss, over the slot access"),
  /** Gas that must be left for growing the storage cache. */
  STORAGE_CACHE_SENTRY(Unit.GAS, "gas that must be left for the storage cache"),
  /** Transient load or store (EIP-1153). */
  TRANSIENT_ACCESS(Unit.GAS, "transient load or store, EIP-1153"),

  /** A log entry, and each of its topics. */
  LOG_TOPIC(Unit.GAS, "log entry, and each topic of it"),
  /** Byte of log data. */
  LOG_BYTE(Unit.GAS, "byte of log data"),
  /** Reading another account's code. */
  CODE_LOAD(Unit.GAS, "loading the code of an account"),

  /** Call that carries value. */
  CALL_VALUE(Unit.GAS, "call that carries value"),
  /** Gas given to the callee of a call that carries value. */
  CALL_STIPEND(Unit.GAS, "gas given along with value"),
  /** Value sent to an account that is empty. */
  NEW_ACCOUNT(Unit.GAS, "value to an empty account"),
  /** CREATE and CREATE2. */
  CREATE(Unit.GAS, "create, create2"),
  /** Word of creation code hashed by CREATE2. */
  CREATE2_WORD(Unit.GAS, "word of creation code hashed by create2"),

  /** Reading guest memory: the first 32 bytes. */
  READ_BASE(Unit.INK, "reading guest memory, up to 32 bytes"),
  /** Reading guest memory: each further byte. */
  READ_BYTE(Unit.INK, "reading guest memory, byte beyond 32"),
  /** Writing guest memory: the first 32 bytes. */
  WRITE_BASE(Unit.INK, "writing guest memory, up to 32 bytes"),
  /** Writing guest memory: each further byte. */
  WRITE_BYTE(Unit.INK, "writing guest memory, byte beyond 32"),
  /** Keccak-256 of up to two words. */
  KECCAK_BASE(Unit.INK, "keccak-256, up to two words"),
  /** Keccak-256, each further word. */
  KECCAK_WORD(Unit.INK, "keccak-256, word beyond two"),
  /** 256-bit power. */
  POW_BASE(Unit.INK, "256-bit power"),
  /** 256-bit power: each significant byte of the exponent, and one. */
  POW_BYTE(Unit.INK, "256-bit power, significant byte of the exponent, and one"),

  /** Paying for no page at all. */
  MEMORY_REQUEST(Unit.INK, "pay_for_memory_grow of no page"),

  /** Activating a program. */
  ACTIVATION_BASE(Unit.GAS, "activation"),
  /** Activation, byte of Wasm. */
  ACTIVATION_BYTE(Unit.INK, "activation, byte of Wasm"),
  /** Activation, function. */
  ACTIVATION_FUNCTION(Unit.INK, "activation, function"),
  /** Activation, byte of data segments. */
  ACTIVATION_DATA_BYTE(Unit.INK, "activation, byte of data segments"),
  /** Activation, entry of element segments. */
  ACTIVATION_ELEMENT(Unit.INK, "activation, entry of element segments"),
  /** Activation, initial memory page. */
  ACTIVATION_PAGE(Unit.INK, "activation, initial page of memory"),
  /** Activation, instruction. */
  ACTIVATION_INSTRUCTION(Unit.INK, "activation, instruction"),

  /** Starting an instance. */
  START_BASE(Unit.GAS, "starting an instance"),
  /** Starting an instance, function. */
  START_FUNCTION(Unit.INK, "starting an instance, function"),
  /** Starting an instance, byte of Wasm. */
  START_BYTE(Unit.INK, "starting an instance, byte of Wasm"),
  /** Starting an instance, global. */
  START_GLOBAL(Unit.INK, "starting an instance, global"),
  /** Starting an instance, byte of data segments. */
  START_DATA_BYTE(Unit.INK, "starting an instance, byte of data segments");

  /** What a price of the schedule counts. */
  public enum Unit {
    /** Gas. */
    GAS,
    /** Ink. */
    INK,
    /** A plain number. */
    COUNT
  }

  private final Unit unit;
  private final String text;

  GasCost(Unit unit, String text) {
    this.unit = unit;
    this.text = text;
  }

  /** The unit of this price in a schedule. */
  public Unit unit() {
    return unit;
  }

  /** One line that says what is paid for. */
  public String text() {
    return text;
  }
}
