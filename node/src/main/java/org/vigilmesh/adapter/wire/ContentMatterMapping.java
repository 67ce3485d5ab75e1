package org.vigilmesh.adapter.wire;

import static org.vigilmesh.adapter.wire.ContentFields.day;
import static org.vigilmesh.adapter.wire.ContentFields.given;
import static org.vigilmesh.adapter.wire.ContentFields.list;
import static org.vigilmesh.adapter.wire.Fields.bytes;

import org.vigilmesh.message.RequestPart;
import org.vigilmesh.proto.v1.AuthorisingAuthority;
import org.vigilmesh.proto.v1.Authorities;
import org.vigilmesh.proto.v1.Authority;
import org.vigilmesh.proto.v1.DirectoryContact;
import org.vigilmesh.proto.v1.DualCriminality;
import org.vigilmesh.proto.v1.Filing;
import org.vigilmesh.proto.v1.Matter;
import org.vigilmesh.proto.v1.Offence;
import org.vigilmesh.proto.v1.PreviousRef;
import org.vigilmesh.proto.v1.Translation;
import org.vigilmesh.proto.v1.TreatyBasis;
import org.vigilmesh.value.Digest;

/**
 * The first half of a request's building blocks: filing, authorities and what the case is about.
 */
final class ContentMatterMapping {
  private ContentMatterMapping() {}

  static PreviousRef to(RequestPart.PreviousRef r) {
    PreviousRef.Builder b =
        PreviousRef.newBuilder()
            .setKind(r.kind())
            .setReference(r.reference())
            .setChannel(r.channel());
    given(r.date(), at -> b.setDate(at.toEpochDay()));
    return b.build();
  }

  static RequestPart.PreviousRef from(PreviousRef m) {
    return new RequestPart.PreviousRef(
        m.getKind(), m.getReference(), m.hasDate() ? day(m.getDate()) : null, m.getChannel());
  }

  static TreatyBasis to(RequestPart.TreatyBasis r) {
    return TreatyBasis.newBuilder()
        .setCode(r.code())
        .setArticle(r.article())
        .setVoluntary(r.voluntary())
        .build();
  }

  static RequestPart.TreatyBasis from(TreatyBasis m) {
    return new RequestPart.TreatyBasis(m.getCode(), m.getArticle(), m.getVoluntary());
  }

  static Translation to(RequestPart.Translation r) {
    Translation.Builder b = Translation.newBuilder().setLanguage(r.language()).setBy(r.by());
    given(r.sourceDigest(), it -> b.setSourceDigest(bytes(it.bytes())));
    return b.build();
  }

  static RequestPart.Translation from(Translation m) {
    return new RequestPart.Translation(
        m.getLanguage(),
        m.getBy(),
        m.hasSourceDigest() ? new Digest(bytes(m.getSourceDigest())) : null);
  }

  static Filing to(RequestPart.Filing r) {
    Filing.Builder b =
        Filing.newBuilder()
            .setStatus(r.status())
            .addAllPrevious(list(r.previous(), ContentMatterMapping::to))
            .addAllAmendedFields(r.amendedFields())
            .addAllBases(list(r.bases(), ContentMatterMapping::to))
            .setLocalZone(r.localZone())
            .addAllTranslations(list(r.translations(), ContentMatterMapping::to));
    given(r.amends(), it -> b.setAmends(bytes(it.bytes())));
    return b.build();
  }

  static RequestPart.Filing from(Filing m) {
    return new RequestPart.Filing(
        m.getStatus(),
        list(m.getPreviousList(), ContentMatterMapping::from),
        m.hasAmends() ? new Digest(bytes(m.getAmends())) : null,
        m.getAmendedFieldsList(),
        list(m.getBasesList(), ContentMatterMapping::from),
        m.getLocalZone(),
        list(m.getTranslationsList(), ContentMatterMapping::from));
  }

  static Authority to(RequestPart.Authority r) {
    return Authority.newBuilder()
        .setName(r.name())
        .setKind(r.kind())
        .setAddress(r.address())
        .setUnit(r.unit())
        .setCaseNumber(r.caseNumber())
        .build();
  }

  static RequestPart.Authority from(Authority m) {
    return new RequestPart.Authority(
        m.getName(), m.getKind(), m.getAddress(), m.getUnit(), m.getCaseNumber());
  }

  static AuthorisingAuthority to(RequestPart.AuthorisingAuthority r) {
    AuthorisingAuthority.Builder b =
        AuthorisingAuthority.newBuilder()
            .setName(r.name())
            .setKind(r.kind())
            .setDecisionReference(r.decisionReference())
            .setSignature(r.signature());
    given(r.date(), at -> b.setDate(at.toEpochDay()));
    return b.build();
  }

  static RequestPart.AuthorisingAuthority from(AuthorisingAuthority m) {
    return new RequestPart.AuthorisingAuthority(
        m.getName(),
        m.getKind(),
        m.getDecisionReference(),
        m.hasDate() ? day(m.getDate()) : null,
        m.getSignature());
  }

  static DirectoryContact to(RequestPart.DirectoryContact r) {
    return DirectoryContact.newBuilder().setCard(r.card()).setRole(r.role()).build();
  }

  static RequestPart.DirectoryContact from(DirectoryContact m) {
    return new RequestPart.DirectoryContact(m.getCard(), m.getRole());
  }

  static Authorities to(RequestPart.Authorities r) {
    Authorities.Builder b = Authorities.newBuilder();
    given(r.seeking(), it -> b.setSeeking(to(it)));
    given(r.authorising(), it -> b.setAuthorising(to(it)));
    given(r.investigating(), it -> b.setInvestigating(to(it)));
    given(r.prosecutionOrCourt(), it -> b.setProsecutionOrCourt(to(it)));
    given(r.confirmation(), it -> b.setConfirmation(to(it)));
    return b.build();
  }

  static RequestPart.Authorities from(Authorities m) {
    return new RequestPart.Authorities(
        m.hasSeeking() ? from(m.getSeeking()) : null,
        m.hasAuthorising() ? from(m.getAuthorising()) : null,
        m.hasInvestigating() ? from(m.getInvestigating()) : null,
        m.hasProsecutionOrCourt() ? from(m.getProsecutionOrCourt()) : null,
        m.hasConfirmation() ? from(m.getConfirmation()) : null);
  }

  static Offence to(RequestPart.Offence r) {
    return Offence.newBuilder()
        .setScheme(r.scheme())
        .setCode(r.code())
        .setDomesticProvision(r.domesticProvision())
        .setMaxPenaltyMonths(r.maxPenaltyMonths())
        .setDescription(r.description())
        .build();
  }

  static RequestPart.Offence from(Offence m) {
    return new RequestPart.Offence(
        m.getScheme(),
        m.getCode(),
        m.getDomesticProvision(),
        m.getMaxPenaltyMonths(),
        m.getDescription());
  }

  static DualCriminality to(RequestPart.DualCriminality r) {
    return DualCriminality.newBuilder().setClaimed(r.claimed()).setText(r.text()).build();
  }

  static RequestPart.DualCriminality from(DualCriminality m) {
    return new RequestPart.DualCriminality(m.getClaimed(), m.getText());
  }

  static Matter to(RequestPart.Matter r) {
    Matter.Builder b =
        Matter.newBuilder()
            .addAllOffences(list(r.offences(), ContentMatterMapping::to))
            .setProceedingStage(r.proceedingStage())
            .setFactsSummary(r.factsSummary());
    given(r.dualCriminality(), it -> b.setDualCriminality(to(it)));
    return b.build();
  }

  static RequestPart.Matter from(Matter m) {
    return new RequestPart.Matter(
        list(m.getOffencesList(), ContentMatterMapping::from),
        m.getProceedingStage(),
        m.getFactsSummary(),
        m.hasDualCriminality() ? from(m.getDualCriminality()) : null);
  }
}
