/*
 * A store that is put back to an older copy, and incarnations. Node A speaks to B; C lies about A.
 * Before A's first statement leaves on a link, B's Hello is compared with A's store. Mutants, each
 * of which must fail: NO_GATE, PLACES_ONLY, SAME_INCARNATION, CLAIM_IS_PROOF, ACTS_NOT_REMEMBERED,
 * NOTHING_CARRIED_OVER, OLD_LINK_HEARD.
 */
#define ACTS 3      /* that officers submit, one after the other */
#define RESTORES 2
#define CUTS 2      /* links that break by themselves */

typedef Store { byte life; byte last; byte at[ACTS + 1] };  /* incarnation, lane of acts */
chan link = [2] of { byte, byte, byte };  /* incarnation, seq, act */

Store disk, copy;
byte submitted = 0;
byte restores = 0, cuts = 0;
bool readOnly = false;
bool open = false;     /* the link carries statements */
byte offered = 0;      /* what left on this link, or B had before */
bool restored = false; /* since the last incarnation began */
bool kept[ACTS + 1];   /* held by A when an incarnation began: none may be lost */
byte begun = 1;        /* B: the incarnation of A that it takes from */
byte taken = 0;
byte stands[ACTS + 1];
byte effects[ACTS + 1];

inline copied(from, to) {
  to.life = from.life; to.last = from.last;
  to.at[1] = from.at[1]; to.at[2] = from.at[2]; to.at[3] = from.at[3]
}

inline closed() {
  open = false; offered = 0
}

#ifdef PLACES_ONLY
#define KNOWN (taken <= disk.last)
#else
#define KNOWN (taken == 0 || (taken <= disk.last && disk.at[taken] == stands[taken]))
#endif
#ifdef CLAIM_IS_PROOF
#define BELIEVED true
#else
#define BELIEVED false
#endif

active proctype A() {
  disk.life = 1; copy.life = 1;
end:
  do
  :: atomic { submitted < ACTS && !readOnly && disk.last < ACTS ->
       submitted++; disk.last++; disk.at[disk.last] = submitted }
  /* B's Hello: what it holds of ours, each with our signature */
  :: atomic { !open && !readOnly ->
#ifndef OLD_LINK_HEARD
       do :: len(link) > 0 -> link?_,_,_ :: else -> break od;
#endif
       if
#ifdef NO_GATE
       :: true -> open = true; if :: begun == disk.life && taken <= disk.last -> offered = taken
                               :: else -> offered = 0 fi
#else
       :: begun == disk.life && KNOWN -> open = true; offered = taken
       :: begun < disk.life -> begun = disk.life; taken = 0; open = true; offered = 0
       :: (begun == disk.life && !KNOWN) || begun > disk.life ->
            assert(restored);  /* nothing else stops a node */
            readOnly = true
#endif
       fi }
  :: atomic { open && offered < disk.last && len(link) < 2 ->
       offered++; link!disk.life,offered,disk.at[offered] }
  /* an administrator and a roster authority: the next incarnation, with the acts that are held */
  :: atomic { readOnly -> readOnly = false; restored = false;
       if :: disk.last >= 1 -> kept[disk.at[1]] = true :: else fi;
       if :: disk.last >= 2 -> kept[disk.at[2]] = true :: else fi;
       if :: disk.last >= 3 -> kept[disk.at[3]] = true :: else fi;
#ifdef SAME_INCARNATION
       skip
#else
       disk.life = (begun > disk.life -> begun : disk.life) + 1;
#endif
#ifdef NOTHING_CARRIED_OVER
       disk.last = 0;
#endif
       copied(disk, copy); closed();
#ifdef SAME_INCARNATION
       open = true; offered = 0
#endif
     }
  od
}

active proctype B() {
  byte inc, seq, act;
end:
  do
  :: atomic { link?inc,seq,act;
       if
       :: inc == begun && seq == taken + 1 ->
            taken = seq; stands[seq] = act;
#ifdef ACTS_NOT_REMEMBERED
            effects[act]++;
#else
            if :: effects[act] == 0 -> effects[act]++ :: else fi;
#endif
            assert(effects[act] == 1)
       :: inc == begun && seq <= taken -> assert(stands[seq] == act)  /* never two at one place */
       :: else -> skip
       fi;
       inc = 0; seq = 0; act = 0 }
  od
}

/* Says that it holds something of A that A does not know, and shows nothing. */
active proctype C() {
  atomic { !readOnly ->
    if :: BELIEVED -> assert(restored); readOnly = true :: else fi }
}

active proctype World() {
end:
  do
  :: atomic { restores < RESTORES && !readOnly -> copied(disk, copy); restores++ }
  :: atomic { restores > 0 && restores < RESTORES + 1 && !restored && !readOnly &&
       (copy.last < disk.last || copy.life < disk.life) ->
       copied(copy, disk); restored = true; restores++; closed() }
  :: atomic { cuts < CUTS && open -> cuts++; closed() }
  od
}

/* What A holds in the end has taken its effect at B, once, in the place that both know. */
active proctype Watch() {
  byte i;
  timeout;
  assert(!readOnly && open && taken == disk.last && begun == disk.life);
  for (i : 1 .. disk.last) { assert(effects[disk.at[i]] == 1 && stands[i] == disk.at[i]) }
  for (i : 1 .. ACTS) { assert(effects[i] <= 1 && (!kept[i] || effects[i] == 1)) }
}
