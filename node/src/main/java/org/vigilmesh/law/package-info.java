/**
 * The law as data: bases, what each asks for, on which grounds something may be refused, and what
 * stands between two States at a time. Says, never decides. Pure.
 */
@NullMarked
package org.vigilmesh.law;

import org.jspecify.annotations.NullMarked;
