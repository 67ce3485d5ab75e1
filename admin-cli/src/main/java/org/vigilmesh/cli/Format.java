package org.vigilmesh.cli;

/** The forms in which data can be asked for. */
enum Format {
  TABLE,
  JSON,
  NDJSON,
  CSV
}
