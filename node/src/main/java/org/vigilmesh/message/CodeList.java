package org.vigilmesh.message;

import java.util.List;

/**
 * The code lists of requests. A list only grows; codes are stable labels, shown through texts and
 * never compared with anything but this table.
 */
public enum CodeList {
  TREATY_BASIS("UNCC BUD BUD2AP BILATERAL REGIONAL G7_COMITY RECIPROCITY"),
  REQUEST_STATUS("new amendment resend"),
  PREVIOUS_REF_KIND("preservation mla other_channel"),
  TRANSLATION_BY("human machine"),
  AUTHORITY_KIND("judge court prosecutor police central_authority other"),
  PROCEEDING_STAGE("investigation prosecution judicial"),
  OFFENCE_SCHEME("UNCC BUD DOMESTIC"),
  OFFENCE_UNCC(
      "UN07 UN08 UN09 UN10 UN11 UN12 UN13 UN14 UN15 UN16 UN17 UN18 UN19 SERIOUS OTHER_UN_TREATY"),
  OFFENCE_BUD("BU02 BU03 BU04 BU05 BU06 BU07 BU08 BU09 BU10 BU11"),
  DATA_CATEGORY(
      "subscriber user_identification traffic content location registration"
          + " payment_virtual_asset device_backup log_system other"),
  UNC_CATEGORY("subscriber traffic content"),
  IDENTIFIER_KIND(
      "ipv4 ipv6 cidr domain url email account_id handle phone_e164 imsi imei iccid mac msg_id"
          + " device_serial ad_id cookie file_hash wallet_address tx_hash iban_card_token"
          + " licence_key post_id group_id asn server_name other"),
  CUSTODIAN_KIND(
      "telecom_isp hosting_cloud email messaging social search gaming registrar_registry"
          + " cdn_proxy_vpn payment_bank vasp_exchange marketplace enterprise_victim public_body"
          + " cert_csirt individual unknown"),
  LOCATION_BASIS("geo_ip whois provider_statement lea"),
  CONFIDENCE("low medium high"),
  NECESSITY(
      "short_retention user_deletion_likely provider_ceasing ephemeral_storage attacker_wiping"
          + " account_takeover retention_unknown mla_takes_longer other"),
  MLA_MEASURE(
      "search_seizure stored_data_disclosure real_time_traffic content_interception production"
          + " witness freezing other"),
  URGENCY_REASON(
      "data_deleted_by crime_ongoing suspect_alerted critical_infrastructure funds_in_motion"
          + " arrest_or_search_planned other"),
  EMERGENCY_GROUND(
      "threat_to_life child_at_risk kidnapping suicide_self_harm terrorist_act"
          + " attack_endangering_health_or_safety missing_at_risk"),
  ONWARD_RULE("prior_authorisation forbidden"),
  SENSITIVE_FLAG("privileged child_victim diplomatic own_national political"),
  TECHNICAL_FAILURE(
      "unknown_account outside_period custodian_elsewhere data_expired"
          + " encrypted_only_provider_copy custodian_unreachable"),
  CLOCK(
      "volatility approval auth_valid oral_confirm delivery ack decision clarify consult prov_hold"
          + " custodian prejudice objection review treaty_floor dom_order secrecy ext_answer"
          + " mla_promised mla_transit mla_pending post_decision release_cert third_state onward"
          + " key_record retention"),
  CASE_STATE(
      "draft awaiting_auth authorised oral_pending_confirmation sent delivered acknowledged"
          + " accepted partial refused postponed not_located not_competent preserved mla_announced"
          + " mla_received mla_decided released expired withdrawn closed"),
  OVERLAY("clarify consult prejudice extension release"),
  EXPIRY_OPTION("extend announce_mla let_lapse"),
  PROVIDER_ROLE("origin transit destination hosting"),
  OFFICER_ROLE("officer supervisor central_authority"),
  CAPABILITY(
      "may_order_hold may_only_ask provisional_hold oral_accepted traffic_disclosure"
          + " emergency_data locate_suspects one_signature_sends exercises_welcome");

  private final String codes;

  CodeList(String codes) {
    this.codes = codes;
  }

  /** In the order in which a form offers them. */
  public List<String> codes() {
    return List.of(codes.split(" "));
  }

  public boolean has(String code) {
    return codes().contains(code);
  }

  /** Whether {@code scheme} of offence codes has this one. */
  public static boolean hasOffence(String scheme, String code) {
    return switch (scheme) {
      case "UNCC" -> OFFENCE_UNCC.has(code);
      case "BUD" -> OFFENCE_BUD.has(code);
      case "DOMESTIC" -> !code.isBlank();
      default -> false;
    };
  }
}
