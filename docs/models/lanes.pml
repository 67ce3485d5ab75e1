/*
 * A lane and its receipts: a sender, a receiver and a network that loses, repeats and reorders.
 * Each side may crash; what was not committed is then gone. Mutants, each of which must fail:
 * RECEIPT_BEFORE_COMMIT, POSITION_IN_MEMORY, SENT_BEFORE_COMMIT, GAP_TAKEN, NEVER_AGAIN.
 */
#define N 3        /* statements */
#define CRASHES 3  /* of both sides together */
#define LOSSES 3   /* frames lost, repeated or overtaken */

chan data = [2] of { byte, byte };  /* seq, content */
chan answers = [2] of { byte };     /* a receipt up to seq */

byte crashes = 0, losses = 0;
byte fresh = 1;        /* contents never repeat */
byte committed = 0;    /* the sender's disk: last seq, what stands there, what is receipted */
byte sent[N + 1];
byte receipted = 0;
byte stored = 0;       /* the receiver's disk: last seq, what stands there, its effects */
byte held[N + 1];
byte effects[N + 1];
byte owed = 0;         /* a receipt that the receiver is about to send */
byte taking = 0;       /* what it has in hand */

active proctype Sender() {
  byte up, offered = 0, content = 0;
end:
  do
  /* an act gets the next place; its bytes are committed before anything leaves */
  :: atomic { committed < N && content == 0 -> content = fresh; fresh++ }
#ifdef SENT_BEFORE_COMMIT
  :: atomic { content != 0 && offered == committed && len(data) < 2 ->
       data!committed + 1,content; offered++ }
#endif
  :: atomic { content != 0 -> committed++; sent[committed] = content; content = 0 }
  :: atomic { offered < committed && len(data) < 2 -> offered++; data!offered,sent[offered] }
#ifndef NEVER_AGAIN
  /* nothing came back for long: again from the first without a receipt */
  :: atomic { offered > receipted && len(data) + len(answers) + owed + taking == 0 ->
       offered = receipted }
#endif
  :: atomic { len(answers) > 0 -> answers?up;
       if
       :: up > receipted && up <= committed ->
            assert(stored >= up);  /* what a receipt says is true for ever */
            receipted = up;
            if :: offered < receipted -> offered = receipted :: else fi
       :: else
       fi;
       up = 0 }
  /* a crash: what was not committed never was, what was offered is forgotten */
  :: atomic { crashes < CRASHES && (content != 0 || offered > receipted) ->
       crashes++; content = 0; offered = receipted }
  od
}

active proctype Receiver() {
  byte content, last = 0;
end:
  do
  :: atomic { len(data) > 0 && taking == 0 && owed == 0 -> data?taking,content;
       if
#ifdef GAP_TAKEN
       :: taking > last ->
#else
       :: taking == last + 1 ->
#endif
            assert(taking == stored + 1);  /* no gaps, and nothing is taken twice */
#ifdef RECEIPT_BEFORE_COMMIT
            if :: len(answers) < 2 -> answers!taking :: else fi;
#endif
            last = taking
       :: taking <= last ->
            assert(held[taking] == content);  /* one place, one content */
            owed = stored; taking = 0; content = 0
       :: else -> taking = 0; content = 0
       fi }
  /* place, content and effect in one commit */
  :: atomic { taking != 0 -> stored = taking; held[taking] = content; effects[taking]++;
       assert(effects[taking] == 1); owed = taking; taking = 0; content = 0 }
  :: atomic { owed != 0 && len(answers) < 2 -> assert(stored >= owed); answers!owed; owed = 0 }
  :: atomic { crashes < CRASHES && (taking != 0 || stored != 0) -> crashes++;
       owed = 0; taking = 0; content = 0;
#ifdef POSITION_IN_MEMORY
       last = 0
#else
       last = stored
#endif
     }
  od
}

active proctype Network() {
  byte s, c;
end:
  do
  :: atomic { losses < LOSSES && len(data) > 0 -> data?s,c; losses++; s = 0; c = 0 }
  :: atomic { losses < LOSSES && len(data) == 1 -> data?<s,c>; data!s,c; losses++; s = 0; c = 0 }
  :: atomic { losses < LOSSES && len(data) == 2 -> data?s,c; data!s,c; losses++; s = 0; c = 0 }
  :: atomic { losses < LOSSES && len(answers) > 0 -> answers?s; losses++; s = 0 }
  od
}

/* When nothing can happen any more, everything was delivered, once. */
active proctype Watch() {
  byte i;
  timeout;
  assert(receipted == N && stored == N);
  for (i : 1 .. N) { assert(effects[i] == 1 && held[i] == sent[i]) }
}
