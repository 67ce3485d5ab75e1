package org.vigilmesh.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.vigilmesh.message.MessageFixtures.digest;
import static org.vigilmesh.message.MessageFixtures.fullRequest;
import static org.vigilmesh.message.MessageFixtures.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.nodes.Node;
import org.vigilmesh.message.PreservationRequest;

final class RequestReaderTest {
  @TempDir private Path folder;

  private static final String FULL =
      """
      case_ref_requesting: XA-2031-0417
      case_ref_requested: XB-88
      requested_state: xb
      urgency: emergency
      exercise: true
      request_status: amendment
      previous_ref: [{kind: preservation, ref: XA-1, date: 2031-01-02, channel: post}]
      amends: AMENDS
      amended_fields: [facts_summary]
      treaty_basis: [{code: UNCC, article: PRES, voluntary: true}]
      local_zone: Etc/GMT+3
      translations: [{lang: fr, by: machine, source_sha256: SOURCE}]
      authority_seeking:
        {name: Court of Avalon, kind: court, address: 2 Main Street, unit: Chamber 1,
         case_number: C-7}
      authorising_authority:
        {name: Judge Doe, kind: judge, decision_ref: D-1, date: 2031-01-02, signature: on paper}
      investigating_authority:
        {name: Court of Avalon, kind: court, address: 2 Main Street, unit: Chamber 1,
         case_number: C-7}
      prosecution_or_court:
        {name: Court of Avalon, kind: court, address: 2 Main Street, unit: Chamber 1,
         case_number: C-7}
      confirmation_contact: {card: xa#12, role: supervisor}
      offences:
        - {scheme: UNCC, code: UN13, domestic_provision: Penal Code s. 210, max_penalty_months: 72,
           description: Fraud by a cloned bank site}
      proceeding_stage: investigation
      facts_summary: A cloned bank site took the savings of 40 people.
      dual_criminality_statement: {claimed: true, text: Yes.}
      data_items:
        - item_id: D1
          category: traffic
          unc_category: traffic
          description: Access log
          service: web hosting
          forward_looking: true
          identifiers: [{kind: ipv4, value: 192.0.2.17, qualifier: the port was not recorded}]
          period_from: 2031-02-20T00:00:00Z
          period_to: 2031-03-04T03:00:00+03:00
          observed:
            - {value: 192.0.2.17, observed_at: 2031-03-01T11:20:05Z, precision_s: 1,
               clock_source: ntp, src_port: 51514, dst_ip: 198.51.100.4, dst_port: 443,
               protocol: tcp}
      relation_to_offence: {D1: Server that hosted the cloned site}
      custodians:
        - {kind: email, name: Mail, legal_entity: Mail Ltd, known_address: 3 Street,
           contact: legal desk, asn: AS64500, domain: mail.example}
      system_location:
        {country: XB, city: Port, hosting: Rack 4, basis: whois, confidence: low}
      necessity: {codes: [short_retention], text: Logs are kept for 14 days}
      proportionality_note: One server, 12 days
      mla_intention: {intends: true, expected_by: 2031-04-20, authority: Central authority,
                      treaty: UNCC, measures: [stored_data_disclosure]}
      urgency_reasons: [{code: data_deleted_by, date: 2031-03-06, text: soon}]
      emergency: {ground: kidnapping, persons_at_risk: a child, imminence: within hours,
                  facts: facts, second_approver: p.reyes}
      response_due_at: {at: 2031-03-04T02:58:00Z, reason: a hearing}
      confidential: {value: true, reason: suspect unaware, until: 2031-09-01}
      no_user_notification: {value: true, reason: suspect unaware, review: 2031-06-01}
      duration_requested_days: 60
      traffic_disclosure_requested: {requested: true, communications: [c1]}
      handling: {marking: TLP:AMBER, use: stated_proceedings, onward: prior_authorisation,
                 retention_until: 2032-03-04, destroy_on: case_closed}
      sensitive_flags: [privileged]
      sensitive_review: {reason: a lawyer, reviewer: p.reyes}
      attachments: [{file: order.pdf, media_type: application/pdf, size: 4, purpose: order}]
      overrides: [{rule: V22, by: j.morgan, reason: needed}]
      """
          .replace("AMENDS", digest(4).hex())
          .replace("SOURCE", digest(5).hex());

  @Test
  void everyFieldFindsItsPlace() throws IOException {
    Files.writeString(folder.resolve("order.pdf"), "%PDF");
    Problems problems = new Problems();
    Node root = YamlText.root(FULL, problems);
    assertNotNull(root, () -> "" + problems.all());
    RequestReader.Parsed parsed =
        new RequestReader(problems, Enclosures.beside(folder), null).read(root, null);
    assertNotNull(parsed);
    assertEquals(List.of(), problems.all());
    PreservationRequest expected = with(fullRequest(), "extensions", List.of());
    expected = with(expected, "wanted.custodianUnknown", false);
    assertEquals(expected, parsed.content());
  }

  @Test
  void withoutATermSixtyDaysAreMeant() {
    Problems problems = new Problems();
    Node root = YamlText.root("requested_state: xb", problems);
    assertNotNull(root);
    RequestReader.Parsed parsed =
        new RequestReader(problems, Enclosures.beside(folder), null).read(root, null);
    assertNotNull(parsed);
    assertEquals(60, parsed.content().terms().durationRequestedDays());
  }
}
