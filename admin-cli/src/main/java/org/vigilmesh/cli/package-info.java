/**
 * The {@code vigil} command: one class per command, all of them reached from {@code Vigil}. Exit
 * codes: 0 done, 1 failed, 2 the input was wrong and nothing happened.
 */
@NullMarked
package org.vigilmesh.cli;

import org.jspecify.annotations.NullMarked;
