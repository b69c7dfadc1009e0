/**
 * The price of everything, as versioned immutable data.
 *
 * <p>A {@link dev.assay.metering.GasSchedule} holds a price for every instruction, host function
 * and transaction step, the limits and the features of a chain; {@link
 * dev.assay.metering.GasSchedules} is the one list of them. Nothing else in the project contains a
 * price. Inside the VM the unit is <em>ink</em> (10,000 ink are one gas); {@link
 * dev.assay.metering.GasMeter} is the tank a message frame pays from. Arithmetic on ink saturates
 * and never wraps.
 */
@NullMarked
package dev.assay.metering;

import org.jspecify.annotations.NullMarked;
