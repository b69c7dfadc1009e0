/**
 * What a module is, for people who look at one before they deploy it: imports, exports, features,
 * how far it is from every limit, where its bytes go, and what activation would say and cost under
 * each gas schedule. {@link dev.assay.host.inspect.ModuleInspector} makes an {@link
 * dev.assay.host.inspect.Inspection}; nothing in it needs the engine's types to be read.
 */
@NullMarked
package dev.assay.host.inspect;

import org.jspecify.annotations.NullMarked;
