package dev.assay.host.code;

/**
 * What a {@link CodeCache} holds and has done since it was made.
 *
 * @param programs programs it holds
 * @param bytes what they weigh
 * @param hits programs found
 * @param misses programs made
 * @param evictions programs dropped for want of room
 * @param waiting programs that wait to be compiled or are being compiled
 * @param compiled programs compiled
 * @param compileNanos time that took
 * @param loaded programs found compiled in the store
 * @param unreadable forms in the store that were damaged or somebody else's, and ignored
 * @param postponed programs that were not compiled yet, as too many waited
 * @param failed programs on which the compiler failed: faults of this program
 */
public record CodeCacheFigures(
    long programs,
    long bytes,
    long hits,
    long misses,
    long evictions,
    long waiting,
    long compiled,
    long compileNanos,
    long loaded,
    long unreadable,
    long postponed,
    long failed) {}
