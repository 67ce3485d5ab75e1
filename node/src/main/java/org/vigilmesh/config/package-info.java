/**
 * The configuration file of a node: read once, checked as a whole, answered with every problem at
 * once. Each problem names line, key and remedy in the reader's language; a wrong file never starts
 * a node.
 */
@NullMarked
package org.vigilmesh.config;

import org.jspecify.annotations.NullMarked;
