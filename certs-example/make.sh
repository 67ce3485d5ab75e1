#!/usr/bin/env bash
# Plays the key ceremonies of three invented countries (xa Avalon, xb Borduria, xc Cascadia) with the
# command itself, each step as README.md describes it:
#
#   certs-example/make.sh DIRECTORY      a new directory, for practice only: all keys lie in it
#
# DIRECTORY/CC/offline   anchor, roster authorities and officers' keys, sealed; never on a node
# DIRECTORY/CC/node      a node that `./vigil node run --config` starts
# DIRECTORY/CC/public    what may be handed out; the samples beside this script are such files
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
vigil=${VIGIL:-$here/../vigil}
if [ $# -ne 1 ] || [ -e "$1" ]; then
  echo "usage: certs-example/make.sh DIRECTORY   (it must not exist)" >&2
  exit 2
fi
umask 077
mkdir -p "$1"
work=$(cd "$1" && pwd)

field() { # the value of one field of what a command printed
  sed -n "s/^$1\t//p"
}

# country CC PORT NAMES AUTHORITY LANGUAGES OFFICER NAME OFFICER NAME
country() {
  local cc=$1 port=$2 names=$3 authority=$4 languages=$5
  local offline=$work/$cc/offline node=$work/$cc/node public=$work/$cc/public
  local phrase=$offline/phrase draft=$offline/roster-draft.yaml keys=() one
  mkdir -p "$offline" "$public"
  # a real passphrase is typed and known to two people; a sealed file opens with nothing else
  head -c 24 /dev/urandom | base64 >"$phrase"

  # 1 the anchor, on the machine without a network
  "$vigil" anchor init "$offline/anchor.key" --for "$cc" --passphrase-file "$phrase" |
    field fingerprint >"$public/fingerprint.txt"

  # 2 three roster authorities
  for one in a b c; do
    keys+=("$("$vigil" roster authority "$offline/authority-$one.key" --for "$cc" \
      --passphrase-file "$phrase" | field publicKey)")
  done

  # 3 the officers, each with a key of their own
  "$vigil" officer add "$6" --name "$7" --for "$cc" --file-key "$offline/$6.key" \
    --roster "$draft" --passphrase-file "$phrase"
  "$vigil" officer add "$8" --name "$9" --role supervisor --for "$cc" \
    --file-key "$offline/$8.key" --roster "$draft" --passphrase-file "$phrase"

  # 4 the roster, endorsed by two of the three
  "$vigil" roster sign "$draft" --authority "$offline/authority-a.key" \
    --authority "$offline/authority-b.key" --passphrase-file "$phrase" --out "$public/$cc.roster"

  # 5 the node makes its own keys and the draft of its card
  cat >"$work/$cc/answers.yaml" <<ANSWERS
node: $cc
names: $names
authority: "$authority"
duty_phones: ["+999 555 $port"]
languages: $languages
bases: [UNCC]
dual_criminality_reservation: false
domestic_order_days_max: 90
capabilities: [may_order_hold, exercises_welcome]
listen: "127.0.0.1:$port"
advertise: ["127.0.0.1:$port"]
ANSWERS
  "$vigil" node init --dir "$node" --answers "$work/$cc/answers.yaml" --no-input

  # 6 the card: authorities and first roster are filled in where the anchor is, and signed there
  sed -e "s/^roster_authorities:.*/roster_authorities: [${keys[0]}, ${keys[1]}, ${keys[2]}]/" \
    -e "s/^first_roster:.*/first_roster: $("$vigil" roster show "$public/$cc.roster" | field hash)/" \
    "$node/card-draft.yaml" >"$offline/card-draft.yaml"
  "$vigil" anchor sign "$offline/card-draft.yaml" --anchor "$offline/anchor.key" \
    --passphrase-file "$phrase" --out "$public/$cc.card"
  "$vigil" card import "$public/$cc.card" --node "$node"
  "$vigil" roster import "$public/$cc.roster" --node "$node"

  # what other tools read
  "$vigil" card certificates "$public/$cc.card" --into "$public/certificates"
}

country xa 7401 '{en: "24/7 Contact Point of Avalon"}' \
  "Prosecutor General of Avalon" '[en, fr]' j.morgan "J. Morgan" p.reyes "P. Reyes"
country xb 7402 '{ar: "نقطة اتصال بورديريا", en: "24/7 Contact Point of Borduria"}' \
  "Ministry of Justice of Borduria" '[ar, en]' a.haddad "A. Haddad" s.tan "S. Tan"
country xc 7403 '{fr: "Point de contact 24/7 de Cascadie", en: "24/7 Contact Point of Cascadia"}' \
  "Parquet national de Cascadie" '[fr, en]' m.dubois "M. Dubois" l.roy "L. Roy"

echo "made in $work; start one with: ./vigil node run --config $work/xb/node/vigil.yaml"
