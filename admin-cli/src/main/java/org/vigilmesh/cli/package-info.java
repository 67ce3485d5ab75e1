/**
 * The {@code vigil} command. One class per noun, one method per verb, all reached from {@code
 * Vigil}. Data goes to standard output as table, JSON or NDJSON, talk to standard error; every text
 * comes from the bundles beside this package, in six languages. Exit codes are those of {@code
 * Exit}; an error has a stable code that {@code vigil explain} knows.
 */
@NullMarked
package org.vigilmesh.cli;

import org.jspecify.annotations.NullMarked;
