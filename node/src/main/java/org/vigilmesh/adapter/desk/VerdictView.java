package org.vigilmesh.adapter.desk;

import java.util.List;
import java.util.Locale;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.evidence.Answer;
import org.vigilmesh.evidence.Checked;
import org.vigilmesh.evidence.Evidence;
import org.vigilmesh.evidence.Finding;
import org.vigilmesh.evidence.Kind;
import org.vigilmesh.evidence.Raw;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.CodeNames;
import org.vigilmesh.sheet.Clocks;
import org.vigilmesh.sheet.Words;

/** A judged file of evidence as people read it: object by object, what holds and what is open. */
record VerdictView(Words words, Evidence evidence) {
  boolean isSound() {
    return evidence.isSound();
  }

  List<Checked> objects() {
    return evidence.checked();
  }

  List<String> unchecked() {
    return evidence.unchecked().stream().map(one -> name("evidence_unchecked", one)).toList();
  }

  EvidenceFile file() {
    return evidence.file();
  }

  String caseId() {
    return new CaseId(file().caseId()).toString();
  }

  String written() {
    return Clocks.second(file().writtenAt());
  }

  String second(Checked one) {
    return Clocks.second(one.at());
  }

  String kind(Checked one) {
    return name("evidence_kind", one.kind());
  }

  String shown(String node) {
    return node.toUpperCase(Locale.ROOT);
  }

  /** What it carries, or whose it is. */
  String about(Checked one) {
    return one.kind() == Kind.PERSON || one.about().isEmpty()
        ? one.about()
        : CodeNames.of("message", one.about(), words.language());
  }

  String point(Finding one) {
    return name("evidence_point", one.point());
  }

  String answer(Finding one) {
    return name("evidence_answer", one.answer());
  }

  String value(Raw one) {
    return name("evidence_value", one.name());
  }

  String style(Finding one) {
    return one.answer().name().toLowerCase(Locale.ROOT);
  }

  /** A sign of its own for each answer: colour alone says nothing. */
  String icon(Finding one) {
    return icon(one.answer());
  }

  private static String icon(Answer answer) {
    return switch (answer) {
      case YES -> "✓";
      case NO -> "✗";
      case HALF -> "◐";
      case UNCHECKED -> "◌";
    };
  }

  private String name(String list, Enum<?> code) {
    return CodeNames.of(list, code.name().toLowerCase(Locale.ROOT), words.language());
  }
}
