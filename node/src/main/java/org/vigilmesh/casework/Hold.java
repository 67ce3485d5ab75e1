package org.vigilmesh.casework;

/** Whether the requested side keeps the data; always shown beside the base. */
public enum Hold {
  NONE,
  PROVISIONAL,
  EFFECTIVE,
  ENDED
}
