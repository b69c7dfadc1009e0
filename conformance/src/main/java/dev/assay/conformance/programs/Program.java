package dev.assay.conformance.programs;

import java.util.List;

/**
 * A published contract and what it does.
 *
 * @param path the file below the folder of programs; the first name on the way says whose it is
 * @param steps in order
 */
record Program(String path, List<Step> steps) {}
