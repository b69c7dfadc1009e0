package dev.assay.node;

import dev.assay.host.TransactionProcessor;
import dev.assay.host.code.CodeCache;
import dev.assay.host.code.CodeCacheOptions;
import dev.assay.host.code.CompiledStore;
import dev.assay.host.predeploy.Predeploy;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.GasSchedules;
import dev.assay.node.chain.BlockProducer;
import dev.assay.node.chain.Blockchain;
import dev.assay.node.chain.DevAccounts;
import dev.assay.node.chain.FeeOracle;
import dev.assay.node.chain.Genesis;
import dev.assay.node.chain.GuestStack;
import dev.assay.node.chain.PoolJournal;
import dev.assay.node.chain.PoolLimits;
import dev.assay.node.chain.Simulator;
import dev.assay.node.chain.StateDump;
import dev.assay.node.chain.Submission;
import dev.assay.node.chain.TimeSource;
import dev.assay.node.chain.TxPool;
import dev.assay.node.chain.Wallet;
import dev.assay.node.metrics.Metric;
import dev.assay.node.metrics.MetricSource;
import dev.assay.node.rpc.BearerTokens;
import dev.assay.node.rpc.ControlGate;
import dev.assay.node.rpc.Filters;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RequestLimits;
import dev.assay.node.rpc.RpcDispatcher;
import dev.assay.node.rpc.RpcMethods;
import dev.assay.node.rpc.Subscriptions;
import dev.assay.node.server.Health;
import dev.assay.node.server.HostPolicy;
import dev.assay.node.server.IpcServer;
import dev.assay.node.server.NettyServer;
import dev.assay.state.db.ChainDatabase;
import dev.assay.state.db.DatabaseFailure;
import dev.assay.state.db.Durability;
import dev.assay.state.types.Address;
import dev.assay.state.types.UInt256;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The wiring: what starts, in which order, and stops in the reverse. */
final class RunningNode implements Node {
  private static final BigInteger WEI_PER_ETHER = BigInteger.TEN.pow(18);

  /** What compiled contracts may take on disk. */
  private static final long COMPILED_BYTES = 256L << 20;

  /** Programs that may wait to be compiled; one that finds no place comes again when used again. */
  private static final int WAITING_PROGRAMS = 64;

  private static final long COMPILER_STACK_BYTES = 16L << 20;
  private static final int COMPILER_IDLE_SECONDS = 10;
  private static final int COMPILER_STOP_SECONDS = 5;

  private static final int WORKERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 16);

  private final NodeConfig config;
  private final DevAccounts accounts;
  private final DataDirectory directory;
  private final ChainDatabase database;
  private final Blockchain chain;
  private final BlockProducer producer;
  private final Simulator simulator;
  private final Subscriptions subscriptions;
  private final ExecutorService workers = workers();
  private final ExecutorService compiler = compiler();
  private final @Nullable PoolJournal journal;
  private final NettyServer server;
  private final @Nullable IpcServer ipc;
  private final Optional<ScheduledExecutorService> saver;
  private final AtomicBoolean closed = new AtomicBoolean();

  private RunningNode(NodeConfig config, DataDirectory directory, ChainDatabase database)
      throws IOException {
    RequestLimits limits = RequestLimits.DEFAULT;
    GasSchedule schedule = GasSchedules.ASSAY_1;
    this.config = config;
    SwitchedLog log = new SwitchedLog(config.log());
    this.directory = directory;
    this.database = database;
    this.accounts = DevAccounts.derive(config.genesis().mnemonic(), config.genesis().accounts());
    Wallet wallet = new Wallet(accounts);
    Optional<StateDump> loaded = config.state().load().map(StateFile::read);
    Genesis genesis = genesis(config, wallet);
    this.chain =
        loaded
            .map(dump -> Blockchain.restore(database, genesis, dump))
            .orElseGet(() -> Blockchain.open(database, genesis));
    TransactionProcessor processor =
        new TransactionProcessor(schedule, codeCache(), GuestStack.COMPILED_BYTES);
    TxPool pool = new TxPool(PoolLimits.DEV, TimeSource.SYSTEM, workers);
    this.producer = new BlockProducer(chain, pool, processor, TimeSource.SYSTEM, log);
    loaded.ifPresent(dump -> producer.startClockAt(dump.timestamp()));
    this.simulator = new Simulator(processor, limits.callTime());
    this.subscriptions = new Subscriptions(chain, limits);
    Filters filters = new Filters(chain, limits, System::nanoTime);
    chain.listen(subscriptions);
    this.journal =
        directory.isTemporary() ? null : PoolJournal.open(directory.path(), pool, config.log());
    Submission submission =
        new Submission(
            chain,
            pool,
            producer,
            schedule,
            schedule.rules().initCodeBytes(),
            arrived -> {
              if (journal != null) {
                journal.append(arrived.transaction());
              }
              filters.onPending(arrived.hash());
              subscriptions.onPending(arrived);
            });
    NodeServices services =
        new NodeServices(
            chain,
            pool,
            producer,
            submission,
            simulator,
            new FeeOracle(chain),
            wallet,
            filters,
            subscriptions,
            limits,
            config.store(),
            log);
    RpcDispatcher dispatcher = new RpcDispatcher(RpcMethods.of(services), limits, workers, log);
    this.server =
        NettyServer.bind(
            new InetSocketAddress(config.endpoint().host(), config.endpoint().port()),
            dispatcher,
            limits,
            new HostPolicy(config.endpoint().names(), config.endpoint().origin()),
            health(
                new MetricSource(chain, pool, producer, dispatcher.counters(), processor.cache())),
            gate(config.endpoint().control()));
    this.ipc = config.endpoint().ipc().map(file -> ipc(file, dispatcher, limits)).orElse(null);
    this.saver = saver(config.state());
    resumeWaiting(submission);
    producer.mining(config.mining());
  }

  private static ControlGate gate(NodeConfig.Control control) {
    return switch (control) {
      case NodeConfig.Control.Everybody() -> ControlGate.OPEN;
      case NodeConfig.Control.Nobody() -> ControlGate.SHUT;
      case NodeConfig.Control.TokenHolders(var secret) ->
          new BearerTokens(secret.bytes(), TimeSource.SYSTEM::seconds);
    };
  }

  private IpcServer ipc(Path file, RpcDispatcher dispatcher, RequestLimits limits) {
    try {
      return IpcServer.bind(file, dispatcher, limits);
    } catch (IOException e) {
      server.close();
      throw new NodeStartException("cannot listen on " + file + ": " + e.getMessage(), e);
    }
  }

  private Optional<ScheduledExecutorService> saver(NodeConfig.StateFiles files) {
    return files
        .every()
        .filter(_ -> files.save().isPresent())
        .map(
            period -> {
              ScheduledExecutorService timer =
                  Executors.newSingleThreadScheduledExecutor(
                      task -> Thread.ofPlatform().name("assay-state").daemon().unstarted(task));
              timer.scheduleWithFixedDelay(
                  this::save, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
              return timer;
            });
  }

  /** Writes the chain to its file, if it has one; what goes wrong is said, and tried again. */
  private void save() {
    config
        .state()
        .save()
        .ifPresent(
            file -> {
              try {
                StateFile.write(producer.dump().join(), file);
              } catch (IOException | RuntimeException e) {
                config.log().trouble("the state was not written to " + file + ": " + e);
              }
            });
  }

  private CodeCache codeCache() {
    CompiledStore store =
        directory.isTemporary()
            ? CompiledStore.NONE
            : CompiledCodeDirectory.open(directory.path(), COMPILED_BYTES, config.log());
    return new CodeCache(
        CodeCacheOptions.of(config.engine())
            .withBackground(
                compiler, System::nanoTime, failure -> config.log().crash("compiler", failure))
            .withStore(store));
  }

  /** One thread, gone when idle. */
  private static ExecutorService compiler() {
    ThreadPoolExecutor compiler =
        new ThreadPoolExecutor(
            1,
            1,
            COMPILER_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING_PROGRAMS),
            task -> {
              Thread thread = new Thread(null, task, "assay-compiler", COMPILER_STACK_BYTES);
              thread.setDaemon(true);
              return thread;
            });
    compiler.allowCoreThreadTimeOut(true);
    return compiler;
  }

  /** Drops what waits, and waits for what is being compiled, which takes bounded time. */
  private void stopCompiler() {
    compiler.shutdownNow();
    try {
      if (!compiler.awaitTermination(COMPILER_STOP_SECONDS, TimeUnit.SECONDS)) {
        config.log().trouble("the compiler is still at work; what it makes is lost");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Health health(MetricSource source) {
    return new Health() {
      @Override
      public boolean ready() {
        return source.producer().healthy();
      }

      @Override
      public String metrics() {
        return Metric.page(source);
      }
    };
  }

  /** Takes in what waited when the process before ended; what has become invalid is left out. */
  private void resumeWaiting(Submission submission) throws IOException {
    if (journal != null) {
      journal.recorded().forEach(submission::resubmit);
      journal.rewrite();
    }
  }

  static RunningNode start(NodeConfig config) {
    DataDirectory directory = DataDirectory.open(config.dataDir());
    ChainDatabase database = null;
    try {
      database =
          ChainDatabase.open(
              directory.path(),
              directory.isTemporary()
                  ? config.store().withDurability(new Durability.OperatingSystem())
                  : config.store());
      return new RunningNode(config, directory, database);
    } catch (IOException e) {
      discard(database, directory);
      throw new NodeStartException(
          "cannot listen on "
              + config.endpoint().host()
              + ":"
              + config.endpoint().port()
              + " ("
              + e.getMessage()
              + "): stop what uses the port, or choose another with --port",
          e);
    } catch (DatabaseFailure e) {
      discard(database, directory);
      throw new NodeStartException(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      discard(database, directory);
      throw e;
    }
  }

  private static void discard(@Nullable ChainDatabase database, DataDirectory directory) {
    if (database != null) {
      database.close();
    }
    directory.close();
  }

  private static Genesis genesis(NodeConfig config, Wallet wallet) {
    NodeConfig.Origin origin = config.genesis();
    UInt256 balance = UInt256.of(origin.balanceEther().multiply(WEI_PER_ETHER));
    Map<Address, UInt256> balances = new LinkedHashMap<>();
    wallet.addresses().forEach(address -> balances.put(address, balance));
    balances.put(DevAccounts.OF_STYLUS_TUTORIALS, balance);
    return new Genesis(
        origin.chainId(),
        TimeSource.SYSTEM.seconds(),
        origin.gasLimit(),
        UInt256.of(origin.baseFee()),
        balances,
        Predeploy.genesisCode());
  }

  private static ExecutorService workers() {
    return new ThreadPoolExecutor(
        WORKERS,
        WORKERS,
        10,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        task -> {
          Thread thread = new Thread(null, task, "assay-worker", GuestStack.BYTES);
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public URI rpcUrl() {
    InetSocketAddress address = server.address();
    String host = address.getAddress().getHostAddress();
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
  }

  @Override
  public NodeConfig config() {
    return config;
  }

  @Override
  public DevAccounts accounts() {
    return accounts;
  }

  @Override
  public long height() {
    return chain.tip().number();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      saver.ifPresent(ExecutorService::shutdown);
      server.close();
      if (ipc != null) {
        ipc.close();
      }
      producer.idle();
      save();
      producer.close();
      subscriptions.close();
      simulator.close();
      workers.shutdownNow();
      stopCompiler();
      if (journal != null) {
        journal.close();
      }
      database.close();
      directory.close();
    }
  }
}
