package org.vigilmesh.request;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.DataItem;
import org.vigilmesh.message.RequestPart.AuthorisingAuthority;
import org.vigilmesh.message.RequestPart.Authorities;
import org.vigilmesh.message.RequestPart.Authority;
import org.vigilmesh.message.RequestPart.Custodian;
import org.vigilmesh.message.RequestPart.DirectoryContact;
import org.vigilmesh.message.RequestPart.DualCriminality;
import org.vigilmesh.message.RequestPart.Emergency;
import org.vigilmesh.message.RequestPart.Handling;
import org.vigilmesh.message.RequestPart.Matter;
import org.vigilmesh.message.RequestPart.MlaIntention;
import org.vigilmesh.message.RequestPart.Necessity;
import org.vigilmesh.message.RequestPart.Need;
import org.vigilmesh.message.RequestPart.Offence;
import org.vigilmesh.message.RequestPart.Relation;
import org.vigilmesh.message.RequestPart.ResponseDue;
import org.vigilmesh.message.RequestPart.Secrecy;
import org.vigilmesh.message.RequestPart.SensitiveReview;
import org.vigilmesh.message.RequestPart.SystemLocation;
import org.vigilmesh.message.RequestPart.Terms;
import org.vigilmesh.message.RequestPart.TrafficDisclosure;
import org.vigilmesh.message.RequestPart.UrgencyReason;
import org.vigilmesh.message.RequestPart.Wanted;

/** The building blocks of a request from their places in the file. */
final class PartsReader {
  /** What a form reads when a request does not say for how long. */
  private static final int DURATION_DAYS_DEFAULT = 60;

  private static <T> T done(Form form, T value) {
    form.end();
    return value;
  }

  Authorities authorities(Form form) {
    return new Authorities(
        authority(form.form("authority_seeking")),
        authorising(form.form("authorising_authority")),
        authority(form.form("investigating_authority")),
        authority(form.form("prosecution_or_court")),
        contact(form.form("confirmation_contact")));
  }

  private static @Nullable Authority authority(@Nullable Form form) {
    return form == null
        ? null
        : done(
            form,
            new Authority(
                form.line("name"),
                form.code("kind"),
                form.line("address"),
                form.line("unit"),
                form.line("case_number")));
  }

  private static @Nullable AuthorisingAuthority authorising(@Nullable Form form) {
    return form == null
        ? null
        : done(
            form,
            new AuthorisingAuthority(
                form.line("name"),
                form.code("kind"),
                form.line("decision_ref"),
                form.date("date"),
                form.line("signature")));
  }

  private static @Nullable DirectoryContact contact(@Nullable Form form) {
    return form == null
        ? null
        : done(form, new DirectoryContact(form.line("card"), form.line("role")));
  }

  Matter matter(Form form) {
    List<Offence> offences = new ArrayList<>();
    for (Form one : form.forms("offences")) {
      offences.add(
          done(
              one,
              new Offence(
                  one.code("scheme"),
                  one.code("code"),
                  one.line("domestic_provision"),
                  one.number("max_penalty_months", 12_000, 0),
                  one.prose("description"))));
    }
    Form dual = form.form("dual_criminality_statement");
    return new Matter(
        offences,
        form.code("proceeding_stage"),
        form.prose("facts_summary"),
        dual == null
            ? null
            : done(dual, new DualCriminality(dual.flag("claimed"), dual.prose("text"))));
  }

  Wanted wanted(Form form) {
    List<DataItem> items = new ArrayList<>();
    for (Form one : form.forms("data_items")) {
      items.add(item(one));
    }
    List<Relation> relations = new ArrayList<>();
    form.formOrEmpty("relation_to_offence")
        .pairs()
        .forEach((id, text) -> relations.add(new Relation(id, text)));
    boolean unknown = form.isText("custodians", "unknown");
    List<Custodian> custodians = new ArrayList<>();
    for (Form one : unknown ? List.<Form>of() : form.forms("custodians")) {
      custodians.add(
          done(
              one,
              new Custodian(
                  one.code("kind"),
                  one.line("name"),
                  one.line("legal_entity"),
                  one.line("known_address"),
                  one.line("contact"),
                  one.code("asn"),
                  one.line("domain"))));
    }
    Form location = form.form("system_location");
    return new Wanted(
        items,
        relations,
        custodians,
        unknown,
        location == null
            ? null
            : done(
                location,
                new SystemLocation(
                    location.code("country"),
                    location.line("city"),
                    location.line("hosting"),
                    location.code("basis"),
                    location.code("confidence"))));
  }

  private static DataItem item(Form form) {
    List<DataItem.Identifier> identifiers = new ArrayList<>();
    for (Form one : form.forms("identifiers")) {
      identifiers.add(
          done(
              one,
              new DataItem.Identifier(one.code("kind"), one.line("value"), one.line("qualifier"))));
    }
    List<DataItem.Observation> observed = new ArrayList<>();
    for (Form one : form.forms("observed")) {
      observed.add(
          done(
              one,
              new DataItem.Observation(
                  one.line("value"),
                  one.time("observed_at"),
                  one.number("precision_s", 86_400, 0),
                  one.line("clock_source"),
                  one.number("src_port", 65_535, 0),
                  one.line("dst_ip"),
                  one.number("dst_port", 65_535, 0),
                  one.code("protocol"))));
    }
    return done(
        form,
        new DataItem(
            form.code("item_id"),
            form.code("category"),
            form.code("unc_category"),
            form.prose("description"),
            form.line("service"),
            form.flag("forward_looking"),
            identifiers,
            form.time("period_from"),
            form.time("period_to"),
            observed));
  }

  Need need(Form form) {
    Form necessity = form.form("necessity");
    Form mla = form.form("mla_intention");
    Form emergency = form.form("emergency");
    Form due = form.form("response_due_at");
    List<UrgencyReason> reasons = new ArrayList<>();
    for (Form one : form.forms("urgency_reasons")) {
      reasons.add(
          done(one, new UrgencyReason(one.code("code"), one.date("date"), one.prose("text"))));
    }
    return new Need(
        necessity == null
            ? null
            : done(necessity, new Necessity(necessity.codes("codes"), necessity.prose("text"))),
        form.prose("proportionality_note"),
        mla == null
            ? null
            : done(
                mla,
                new MlaIntention(
                    mla.flag("intends"),
                    mla.date("expected_by"),
                    mla.line("authority"),
                    mla.code("treaty"),
                    mla.codes("measures"))),
        reasons,
        emergency == null
            ? null
            : done(
                emergency,
                new Emergency(
                    emergency.code("ground"),
                    emergency.prose("persons_at_risk"),
                    emergency.prose("imminence"),
                    emergency.prose("facts"),
                    emergency.line("second_approver"))),
        due == null ? null : done(due, new ResponseDue(due.time("at"), due.prose("reason"))));
  }

  Terms terms(Form form) {
    Form traffic = form.form("traffic_disclosure_requested");
    Form handling = form.form("handling");
    Form review = form.form("sensitive_review");
    return new Terms(
        secrecy(form.form("confidential"), "until"),
        secrecy(form.form("no_user_notification"), "review"),
        form.number("duration_requested_days", 36_500, DURATION_DAYS_DEFAULT),
        traffic == null
            ? null
            : done(
                traffic,
                new TrafficDisclosure(traffic.flag("requested"), traffic.texts("communications"))),
        handling == null
            ? null
            : done(
                handling,
                new Handling(
                    handling.line("marking"),
                    handling.line("use"),
                    handling.code("onward"),
                    handling.date("retention_until"),
                    handling.line("destroy_on"))),
        form.codes("sensitive_flags"),
        review == null
            ? null
            : done(review, new SensitiveReview(review.prose("reason"), review.line("reviewer"))));
  }

  /** An answered question; one without its answer counts as not answered. */
  private static @Nullable Secrecy secrecy(@Nullable Form form, String dateKey) {
    if (form == null) {
      return null;
    }
    boolean answered = form.has("value");
    Secrecy secrecy = new Secrecy(form.flag("value"), form.prose("reason"), form.date(dateKey));
    form.end();
    return answered ? secrecy : null;
  }
}
