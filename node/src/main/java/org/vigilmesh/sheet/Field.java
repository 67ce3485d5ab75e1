package org.vigilmesh.sheet;

/**
 * A field of an act: what it is called, what it says, and whether people wrote it freely.
 *
 * @param language of what it says, as BCP 47 has it
 */
public record Field(String label, String value, boolean isProse, String language) {}
