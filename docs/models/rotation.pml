/*
 * Keys change while acts are under way. Node A has two acts for B. It may prepare a second signing
 * pair and publish it, and it may revoke its first pair and go on in a new incarnation, where it
 * carries over what was not receipted. Thief T has the first pair and forges with it. Mutants, each
 * of which must fail: REVOKED_BY_CARD_NAMED, ACTS_NOT_REMEMBERED, USED_BEFORE_PUBLISHED,
 * NOTHING_CARRIED_OVER,
 * THIEF_AFTER_START, RECEIPT_WITHOUT_HASH.
 */
#define ACTS 2
#define FORGED 3   /* the thief's act */
#define LOSSES 2

/* A statement: incarnation, seq, act, the act before it, signing pair, the card that it names. */
chan statements = [2] of { byte, byte, byte, byte, byte, byte };
chan cards = [1] of { byte };
chan answers = [1] of { byte, byte, byte };  /* incarnation, receipt up to seq, act there; 0: identity */

byte losses = 0;
byte own = 1;          /* A: its newest card: 1 lists pair 1; 2 both; 3 pair 2, and 1 is revoked */
byte life = 1;         /* A's incarnation */
byte place[ACTS + 2];  /* where in this incarnation each act stands; 0: nowhere */
byte last = 0;
byte receipted = 0;
bool delivered[ACTS + 1];
byte held = 1;         /* B: the newest card it holds of A */
byte begun = 1;        /* the incarnation that it takes from */
byte taken = 0;        /* its last seq there */
byte stands[ACTS + 3]; /* which act stands at each place there */
bool split = false;    /* two statements for one place: that incarnation ends */
byte effects[FORGED + 1];

#define unplaced(act) (!delivered[act] && place[act] == 0)
#ifdef NOTHING_CARRIED_OVER
#define MAY_PLACE (life == 1)
#else
#define MAY_PLACE true
#endif
#define pairOf(card) (card == 3 -> 2 : 1)

active proctype A() {
  byte act, before, up, from, signer;
end:
  do
  :: atomic { own == 1 -> own = 2 }
  :: atomic { own == 2 -> own = 3;
       /* the start of the new incarnation travels with the card that revokes */
       life = 2; last = 0; receipted = 0;
       place[1] = 0; place[2] = 0 }
  /* each act that is not delivered gets a place in this incarnation, in order */
  :: atomic { unplaced(1) && MAY_PLACE -> last++; place[1] = last }
  :: atomic { !unplaced(1) && unplaced(2) && MAY_PLACE -> last++; place[2] = last }
  /* what has no receipt is offered, again and again while nothing else is under way */
  :: atomic { receipted < last && len(statements) + len(answers) + len(cards) == 0 ->
       act = 1;
       do
       :: act <= ACTS && place[act] != receipted + 1 -> act++
       :: else -> break
       od;
       before = 1;
       do
       :: before <= ACTS && (place[before] != receipted || receipted == 0) -> before++
       :: else -> break
       od;
       if :: before > ACTS -> before = 0 :: else fi;
       signer = pairOf(own);
#ifdef USED_BEFORE_PUBLISHED
       if :: own == 1 -> signer = 2 :: else fi;
#endif
       statements!life,receipted + 1,act,before,signer,own;
       act = 0; before = 0; signer = 0 }
  :: atomic { answers?from,up,before;
       if
       :: up == 0 -> if :: len(cards) == 0 -> cards!own :: else fi
#ifdef RECEIPT_WITHOUT_HASH
       :: up > receipted && from == life && up <= last ->
#else
       :: up > receipted && from == life && up <= last && place[before] == up ->
#endif
            receipted = up;
            act = 1;
            do
            :: act <= ACTS ->
                 if :: place[act] != 0 && place[act] <= up -> delivered[act] = true :: else fi;
                 act++
            :: else -> break
            od;
            act = 0
       :: else
       fi;
       up = 0; from = 0; before = 0 }
  /* a pulse says that B lacks a card */
  :: atomic { held < own && len(cards) + len(statements) + len(answers) == 0 -> cards!own }
  od
}

active proctype B() {
  byte inc, seq, act, before, signer, named, version;
  bool revoked;
end:
  do
  :: atomic { cards?version;
       if :: version > held -> held = version :: else fi;
       if :: version == 3 && begun == 1 -> begun = 2; taken = 0; split = false :: else fi;
       version = 0 }
  :: atomic { len(answers) == 0 && len(statements) > 0 -> statements?inc,seq,act,before,signer,named;
#ifdef REVOKED_BY_CARD_NAMED
       revoked = (signer == 1 && named == 3);
#else
       revoked = (signer == 1 && held == 3);
#endif
       if
       :: named > held -> answers!inc,0,0
       :: named <= held && signer == 2 && named == 1 ->   /* its card lists no such pair */
            assert(false)
       :: else ->
            if
            :: revoked -> skip
#ifdef THIEF_AFTER_START
            :: !revoked && seq == taken + 1 && !split ->
#else
            :: !revoked && inc == begun && seq == taken + 1 && before == stands[taken] && !split ->
#endif
                 taken = seq; stands[seq] = act;
                 /* an act takes effect once, in whatever incarnation it comes */
#ifdef ACTS_NOT_REMEMBERED
                 effects[act]++;
#else
                 if :: effects[act] == 0 -> effects[act]++ :: else fi;
#endif
                 assert(effects[act] == 1);
                 assert(act != FORGED || held < 3);  /* nothing of a pair known to be revoked */
                 assert(inc == begun);
                 answers!inc,taken,act
            :: !revoked && inc == begun && seq <= taken && stands[seq] == act ->
                 answers!inc,taken,stands[taken]
            :: !revoked && inc == begun && seq <= taken && stands[seq] != act -> split = true
            :: !revoked && inc == begun && seq == taken + 1 && before != stands[taken] ->
                 split = true
            :: else -> skip
            fi
       fi;
       inc = 0; seq = 0; act = 0; before = 0; signer = 0; named = 0; revoked = false }
  od
}

/* Forges the next statement of either incarnation under any card that names the stolen pair. */
active proctype T() {
  byte tries = 0;
end:
  do
  :: atomic { tries < 2 && len(statements) < 2 -> tries++;
       if
       :: statements!1,taken + 1,FORGED,stands[taken],1,1
       :: statements!1,taken + 1,FORGED,stands[taken],1,2
       :: statements!2,taken + 1,FORGED,stands[taken],1,2
       fi }
  od
}

active proctype Network() {
end:
  do
  :: atomic { losses < LOSSES && len(statements) > 0 -> statements?_,_,_,_,_,_; losses++ }
  :: atomic { losses < LOSSES && len(answers) > 0 -> answers?_,_,_; losses++ }
  :: atomic { losses < LOSSES && len(cards) > 0 -> cards?_; losses++ }
  od
}

/*
 * In the end, whatever the thief did: a mesh that knows of the revocation has both acts, once each.
 * (A forged place in the first incarnation may block that lane: only the new one ends it.)
 */
active proctype Watch() {
  timeout;
  assert(held == 3 && begun == 2);
  assert(effects[1] == 1 && effects[2] == 1);
  assert(delivered[1] && delivered[2])
}
