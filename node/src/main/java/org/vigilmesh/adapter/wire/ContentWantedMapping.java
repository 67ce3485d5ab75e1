package org.vigilmesh.adapter.wire;

import static org.vigilmesh.adapter.wire.ContentFields.day;
import static org.vigilmesh.adapter.wire.ContentFields.given;
import static org.vigilmesh.adapter.wire.ContentFields.list;
import static org.vigilmesh.adapter.wire.ContentFields.time;

import org.vigilmesh.message.RequestPart;
import org.vigilmesh.proto.v1.Custodian;
import org.vigilmesh.proto.v1.DataItem;
import org.vigilmesh.proto.v1.Emergency;
import org.vigilmesh.proto.v1.Identifier;
import org.vigilmesh.proto.v1.MlaIntention;
import org.vigilmesh.proto.v1.Necessity;
import org.vigilmesh.proto.v1.Need;
import org.vigilmesh.proto.v1.Observation;
import org.vigilmesh.proto.v1.Relation;
import org.vigilmesh.proto.v1.ResponseDue;
import org.vigilmesh.proto.v1.SystemLocation;
import org.vigilmesh.proto.v1.UrgencyReason;
import org.vigilmesh.proto.v1.Wanted;

/** The data that a request wants, and why. */
final class ContentWantedMapping {
  private ContentWantedMapping() {}

  static Identifier to(org.vigilmesh.message.DataItem.Identifier r) {
    return Identifier.newBuilder()
        .setKind(r.kind())
        .setValue(r.value())
        .setQualifier(r.qualifier())
        .build();
  }

  static org.vigilmesh.message.DataItem.Identifier from(Identifier m) {
    return new org.vigilmesh.message.DataItem.Identifier(
        m.getKind(), m.getValue(), m.getQualifier());
  }

  static Observation to(org.vigilmesh.message.DataItem.Observation r) {
    Observation.Builder b =
        Observation.newBuilder()
            .setValue(r.value())
            .setPrecisionSeconds(r.precisionSeconds())
            .setClockSource(r.clockSource())
            .setSourcePort(r.sourcePort())
            .setDestinationIp(r.destinationIp())
            .setDestinationPort(r.destinationPort())
            .setProtocol(r.protocol());
    given(r.observedAt(), at -> b.setObservedAt(at.getEpochSecond()));
    return b.build();
  }

  static org.vigilmesh.message.DataItem.Observation from(Observation m) {
    return new org.vigilmesh.message.DataItem.Observation(
        m.getValue(),
        m.hasObservedAt() ? time(m.getObservedAt()) : null,
        m.getPrecisionSeconds(),
        m.getClockSource(),
        m.getSourcePort(),
        m.getDestinationIp(),
        m.getDestinationPort(),
        m.getProtocol());
  }

  static DataItem to(org.vigilmesh.message.DataItem r) {
    DataItem.Builder b =
        DataItem.newBuilder()
            .setItemId(r.itemId())
            .setCategory(r.category())
            .setUncCategory(r.uncCategory())
            .setDescription(r.description())
            .setService(r.service())
            .setForwardLooking(r.forwardLooking())
            .addAllIdentifiers(list(r.identifiers(), ContentWantedMapping::to))
            .addAllObserved(list(r.observed(), ContentWantedMapping::to));
    given(r.periodFrom(), at -> b.setPeriodFrom(at.getEpochSecond()));
    given(r.periodTo(), at -> b.setPeriodTo(at.getEpochSecond()));
    return b.build();
  }

  static org.vigilmesh.message.DataItem from(DataItem m) {
    return new org.vigilmesh.message.DataItem(
        m.getItemId(),
        m.getCategory(),
        m.getUncCategory(),
        m.getDescription(),
        m.getService(),
        m.getForwardLooking(),
        list(m.getIdentifiersList(), ContentWantedMapping::from),
        m.hasPeriodFrom() ? time(m.getPeriodFrom()) : null,
        m.hasPeriodTo() ? time(m.getPeriodTo()) : null,
        list(m.getObservedList(), ContentWantedMapping::from));
  }

  static Relation to(RequestPart.Relation r) {
    return Relation.newBuilder().setItemId(r.itemId()).setText(r.text()).build();
  }

  static RequestPart.Relation from(Relation m) {
    return new RequestPart.Relation(m.getItemId(), m.getText());
  }

  static Custodian to(RequestPart.Custodian r) {
    return Custodian.newBuilder()
        .setKind(r.kind())
        .setName(r.name())
        .setLegalEntity(r.legalEntity())
        .setAddress(r.address())
        .setContact(r.contact())
        .setAsn(r.asn())
        .setDomain(r.domain())
        .build();
  }

  static RequestPart.Custodian from(Custodian m) {
    return new RequestPart.Custodian(
        m.getKind(),
        m.getName(),
        m.getLegalEntity(),
        m.getAddress(),
        m.getContact(),
        m.getAsn(),
        m.getDomain());
  }

  static SystemLocation to(RequestPart.SystemLocation r) {
    return SystemLocation.newBuilder()
        .setCountry(r.country())
        .setCity(r.city())
        .setHosting(r.hosting())
        .setBasis(r.basis())
        .setConfidence(r.confidence())
        .build();
  }

  static RequestPart.SystemLocation from(SystemLocation m) {
    return new RequestPart.SystemLocation(
        m.getCountry(), m.getCity(), m.getHosting(), m.getBasis(), m.getConfidence());
  }

  static Wanted to(RequestPart.Wanted r) {
    Wanted.Builder b =
        Wanted.newBuilder()
            .addAllDataItems(list(r.dataItems(), ContentWantedMapping::to))
            .addAllRelations(list(r.relations(), ContentWantedMapping::to))
            .addAllCustodians(list(r.custodians(), ContentWantedMapping::to))
            .setCustodianUnknown(r.custodianUnknown());
    given(r.systemLocation(), it -> b.setSystemLocation(to(it)));
    return b.build();
  }

  static RequestPart.Wanted from(Wanted m) {
    return new RequestPart.Wanted(
        list(m.getDataItemsList(), ContentWantedMapping::from),
        list(m.getRelationsList(), ContentWantedMapping::from),
        list(m.getCustodiansList(), ContentWantedMapping::from),
        m.getCustodianUnknown(),
        m.hasSystemLocation() ? from(m.getSystemLocation()) : null);
  }

  static Necessity to(RequestPart.Necessity r) {
    return Necessity.newBuilder().addAllCodes(r.codes()).setText(r.text()).build();
  }

  static RequestPart.Necessity from(Necessity m) {
    return new RequestPart.Necessity(m.getCodesList(), m.getText());
  }

  static MlaIntention to(RequestPart.MlaIntention r) {
    MlaIntention.Builder b =
        MlaIntention.newBuilder()
            .setIntends(r.intends())
            .setAuthority(r.authority())
            .setTreaty(r.treaty())
            .addAllMeasures(r.measures());
    given(r.expectedBy(), at -> b.setExpectedBy(at.toEpochDay()));
    return b.build();
  }

  static RequestPart.MlaIntention from(MlaIntention m) {
    return new RequestPart.MlaIntention(
        m.getIntends(),
        m.hasExpectedBy() ? day(m.getExpectedBy()) : null,
        m.getAuthority(),
        m.getTreaty(),
        m.getMeasuresList());
  }

  static UrgencyReason to(RequestPart.UrgencyReason r) {
    UrgencyReason.Builder b = UrgencyReason.newBuilder().setCode(r.code()).setText(r.text());
    given(r.date(), at -> b.setDate(at.toEpochDay()));
    return b.build();
  }

  static RequestPart.UrgencyReason from(UrgencyReason m) {
    return new RequestPart.UrgencyReason(
        m.getCode(), m.hasDate() ? day(m.getDate()) : null, m.getText());
  }

  static Emergency to(RequestPart.Emergency r) {
    return Emergency.newBuilder()
        .setGround(r.ground())
        .setPersonsAtRisk(r.personsAtRisk())
        .setImminence(r.imminence())
        .setFacts(r.facts())
        .setSecondApprover(r.secondApprover())
        .build();
  }

  static RequestPart.Emergency from(Emergency m) {
    return new RequestPart.Emergency(
        m.getGround(), m.getPersonsAtRisk(), m.getImminence(), m.getFacts(), m.getSecondApprover());
  }

  static ResponseDue to(RequestPart.ResponseDue r) {
    ResponseDue.Builder b = ResponseDue.newBuilder().setReason(r.reason());
    given(r.at(), at -> b.setAt(at.getEpochSecond()));
    return b.build();
  }

  static RequestPart.ResponseDue from(ResponseDue m) {
    return new RequestPart.ResponseDue(m.hasAt() ? time(m.getAt()) : null, m.getReason());
  }

  static Need to(RequestPart.Need r) {
    Need.Builder b =
        Need.newBuilder()
            .setProportionalityNote(r.proportionalityNote())
            .addAllUrgencyReasons(list(r.urgencyReasons(), ContentWantedMapping::to));
    given(r.necessity(), it -> b.setNecessity(to(it)));
    given(r.mlaIntention(), it -> b.setMlaIntention(to(it)));
    given(r.emergency(), it -> b.setEmergency(to(it)));
    given(r.responseDue(), it -> b.setResponseDue(to(it)));
    return b.build();
  }

  static RequestPart.Need from(Need m) {
    return new RequestPart.Need(
        m.hasNecessity() ? from(m.getNecessity()) : null,
        m.getProportionalityNote(),
        m.hasMlaIntention() ? from(m.getMlaIntention()) : null,
        list(m.getUrgencyReasonsList(), ContentWantedMapping::from),
        m.hasEmergency() ? from(m.getEmergency()) : null,
        m.hasResponseDue() ? from(m.getResponseDue()) : null);
  }
}
