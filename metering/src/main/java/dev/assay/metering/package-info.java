/** Gas schedules as versioned data, gas meter, refunds and memory price. */
@NullMarked
package dev.assay.metering;

import org.jspecify.annotations.NullMarked;
