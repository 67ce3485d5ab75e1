package org.vigilmesh.adapter.wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.AnchorRollover;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.ContactPoint;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.DeclaredBasis;
import org.vigilmesh.identity.IdentityBundle;
import org.vigilmesh.identity.RosterAuthorities;
import org.vigilmesh.identity.SigningPair;
import org.vigilmesh.proto.v1.IdentityProto;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/** What the anchor signs (identity.proto): cards and the anchor's own roll-over. */
final class CardFields {
  private static final int SUITES_MAX = 16;

  private CardFields() {}

  static IdentityProto.Card card(Card card) {
    return IdentityProto.Card.newBuilder()
        .setFormat(Format.VERSION)
        .setSuite(Format.SUITE)
        .setNode(Fields.node(card.node()))
        .setVersion(card.version())
        .setPrevious(Fields.digest(card.previous()))
        .setIssuedAt(Fields.seconds(card.issuedAt()))
        .setValidTo(Fields.seconds(card.validTo()))
        .setAnchor(anchor(card.anchor()))
        .setContact(contact(card.contact()))
        .setDeclarations(declarations(card.declarations()))
        .addAllSigningPairs(card.signingPairs().stream().map(CardFields::signingPair).toList())
        .addAllRevocations(card.revocations().stream().map(CardFields::revocation).toList())
        .addAllSuites(card.suites())
        .setRosterAuthorities(authorities(card.rosterAuthorities()))
        .setFirstRoster(Fields.digest(card.firstRoster()))
        .setShareable(card.shareable())
        .addAllExtensions(Fields.extensions(card.extensions()))
        .build();
  }

  static Card card(IdentityProto.Card card) {
    InvalidValue.unless(card.getSuitesCount() <= SUITES_MAX, "too many suites");
    return new Card(
        Fields.node(card.getNode()),
        card.getVersion(),
        Fields.digest(card.getPrevious()),
        Fields.instant(card.getIssuedAt()),
        Fields.instant(card.getValidTo()),
        anchor(card.getAnchor()),
        contact(card.getContact()),
        declarations(card.getDeclarations()),
        card.getSigningPairsList().stream().map(CardFields::signingPair).toList(),
        card.getRevocationsList().stream().map(CardFields::revocation).toList(),
        card.getSuitesList(),
        authorities(card.getRosterAuthorities()),
        Fields.digest(card.getFirstRoster()),
        card.getShareable(),
        Fields.known(card.getExtensionsList()));
  }

  static IdentityProto.IdentityBundle bundle(IdentityBundle bundle) {
    return IdentityProto.IdentityBundle.newBuilder()
        .addAllCards(bundle.cards().stream().map(Fields::bytes).toList())
        .addAllRosters(bundle.rosters().stream().map(Fields::bytes).toList())
        .addAllKeySets(bundle.keySets().stream().map(Fields::bytes).toList())
        .build();
  }

  static IdentityBundle bundle(IdentityProto.IdentityBundle bundle) {
    return new IdentityBundle(
        bundle.getCardsList().stream().map(Fields::bytes).toList(),
        bundle.getRostersList().stream().map(Fields::bytes).toList(),
        bundle.getKeySetsList().stream().map(Fields::bytes).toList());
  }

  static IdentityProto.AnchorRollover rollover(AnchorRollover rollover) {
    return IdentityProto.AnchorRollover.newBuilder()
        .setFormat(Format.VERSION)
        .setSuite(Format.SUITE)
        .setRetiring(anchor(rollover.retiring()))
        .setSucceeding(anchor(rollover.succeeding()))
        .setIssuedAt(Fields.seconds(rollover.issuedAt()))
        .setEffectiveFrom(Fields.seconds(rollover.effectiveFrom()))
        .addAllExtensions(Fields.extensions(rollover.extensions()))
        .build();
  }

  static AnchorRollover rollover(IdentityProto.AnchorRollover rollover) {
    return new AnchorRollover(
        anchor(rollover.getRetiring()),
        anchor(rollover.getSucceeding()),
        Fields.instant(rollover.getIssuedAt()),
        Fields.instant(rollover.getEffectiveFrom()),
        Fields.known(rollover.getExtensionsList()));
  }

  private static IdentityProto.Anchor anchor(Anchor anchor) {
    return IdentityProto.Anchor.newBuilder()
        .setNode(Fields.node(anchor.node()))
        .setCertificates(Fields.certificates(anchor.certificates()))
        .setP256Key(Fields.bytes(anchor.p256Key()))
        .setMlDsaKey(Fields.bytes(anchor.mlDsaKey()))
        .build();
  }

  private static Anchor anchor(IdentityProto.Anchor anchor) {
    return new Anchor(
        Fields.node(anchor.getNode()),
        Fields.certificates(anchor.getCertificates()),
        Fields.bytes(anchor.getP256Key()),
        Fields.bytes(anchor.getMlDsaKey()));
  }

  private static IdentityProto.ContactPoint contact(ContactPoint contact) {
    IdentityProto.ContactPoint.Builder builder =
        IdentityProto.ContactPoint.newBuilder()
            .setAuthority(contact.authority())
            .addAllDutyPhones(contact.dutyPhones())
            .addAllLanguages(contact.languages());
    for (Map.Entry<String, String> name : new TreeMap<>(contact.names()).entrySet()) {
      builder.addNamesBuilder().setLanguage(name.getKey()).setName(name.getValue());
    }
    return builder.build();
  }

  /** Names out of order or twice give another encoding, and so are refused. */
  private static ContactPoint contact(IdentityProto.ContactPoint contact) {
    Map<String, String> names = new TreeMap<>();
    for (IdentityProto.Name name : contact.getNamesList()) {
      names.put(name.getLanguage(), name.getName());
    }
    return new ContactPoint(
        names, contact.getAuthority(), contact.getDutyPhonesList(), contact.getLanguagesList());
  }

  private static IdentityProto.Declarations declarations(Declarations declarations) {
    return IdentityProto.Declarations.newBuilder()
        .addAllBases(declarations.bases())
        .setDualCriminalityReservation(declarations.dualCriminalityReservation())
        .setDomesticOrderDaysMax(declarations.domesticOrderDaysMax())
        .addAllCapabilities(declarations.capabilities())
        .addAllProvisions(declarations.provisions())
        .setAuthorisationNeeded(declarations.authorisationNeeded())
        .addAllDeclared(declarations.declared().stream().map(CardFields::declared).toList())
        .build();
  }

  private static IdentityProto.DeclaredBasis declared(DeclaredBasis basis) {
    return IdentityProto.DeclaredBasis.newBuilder()
        .setCode(basis.code())
        .setFrom(Fields.seconds(basis.from()))
        .setTo(basis.to() == null ? 0 : Fields.seconds(basis.to()))
        .addAllStates(basis.states())
        .setReservation(basis.reservation())
        .setInstrument(basis.instrument())
        .build();
  }

  private static DeclaredBasis declared(IdentityProto.DeclaredBasis basis) {
    return new DeclaredBasis(
        basis.getCode(),
        Fields.instant(basis.getFrom()),
        basis.getTo() == 0 ? null : Fields.instant(basis.getTo()),
        basis.getStatesList(),
        basis.getReservation(),
        basis.getInstrument());
  }

  private static Declarations declarations(IdentityProto.Declarations declarations) {
    return new Declarations(
        declarations.getBasesList(),
        declarations.getDualCriminalityReservation(),
        declarations.getDomesticOrderDaysMax(),
        declarations.getCapabilitiesList(),
        declarations.getProvisionsList(),
        declarations.getAuthorisationNeeded(),
        declarations.getDeclaredList().stream().map(CardFields::declared).toList());
  }

  private static IdentityProto.SigningPair signingPair(SigningPair pair) {
    return IdentityProto.SigningPair.newBuilder()
        .setCertificates(Fields.certificates(pair.certificates()))
        .setFrom(Fields.seconds(pair.from()))
        .setTo(Fields.seconds(pair.to()))
        .build();
  }

  private static SigningPair signingPair(IdentityProto.SigningPair pair) {
    return new SigningPair(
        Fields.certificates(pair.getCertificates()),
        Fields.instant(pair.getFrom()),
        Fields.instant(pair.getTo()));
  }

  private static IdentityProto.Revocation revocation(Card.Revocation revocation) {
    return IdentityProto.Revocation.newBuilder()
        .setRevoked(Fields.bytes(revocation.revoked()))
        .setEffectiveAt(Fields.seconds(revocation.effectiveAt()))
        .setReason(revocation.reason())
        .build();
  }

  private static Card.Revocation revocation(IdentityProto.Revocation revocation) {
    return new Card.Revocation(
        Fields.bytes(revocation.getRevoked()),
        Fields.instant(revocation.getEffectiveAt()),
        revocation.getReason());
  }

  private static IdentityProto.RosterAuthorities authorities(RosterAuthorities authorities) {
    return IdentityProto.RosterAuthorities.newBuilder()
        .addAllKeys(authorities.keys().stream().map(Fields::bytes).toList())
        .setThreshold(authorities.threshold())
        .build();
  }

  private static RosterAuthorities authorities(IdentityProto.RosterAuthorities authorities) {
    List<Bytes> keys = authorities.getKeysList().stream().map(Fields::bytes).toList();
    return new RosterAuthorities(keys, authorities.getThreshold());
  }
}
