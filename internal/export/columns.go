package export

import (
	"encoding/json"
	"math"
	"strings"

	"storywatch/store"
)

// The columns of every export. Programs read them by place and by name: new ones go at the end, none is ever moved, renamed or
// removed. A test holds the lists.

func col[T any](name, meaning string, get func(T) any) column[T] {
	return column[T]{Column{name, meaning}, get}
}

// optional makes the zero of a number that is not stated an empty cell, null in JSON.
func optional(v float64) any {
	if v == 0 {
		return nil
	}
	return v
}

// score is a confidence with the digits that mean something.
func score(v float64) float64 { return math.Round(v*1000) / 1000 }

var itemColumns = []column[store.ItemRow]{
	col("item_id", "id for show and why; an imported document's own", func(r store.ItemRow) any { return r.ID }),
	col("change", "new, revised, withdrawn", func(r store.ItemRow) any { return r.Change }),
	col("story_id", "id for show; empty when it is in no story", func(r store.ItemRow) any { return r.StoryID }),
	col("story", "title of the story's first article", func(r store.ItemRow) any { return r.Story }),
	col("title", "of the newest text", func(r store.ItemRow) any { return r.Title }),
	col("source", "name of the outlet", func(r store.ItemRow) any { return r.Source }),
	col("source_kind", "feed, page, sitemap, json, docket, import, hand", func(r store.ItemRow) any { return r.SourceKind }),
	col("primary", "the source speaks for itself", func(r store.ItemRow) any { return r.Primary }),
	col("author", "people, separated by \"; \"", func(r store.ItemRow) any { return r.Author }),
	col("url", "as listed", func(r store.ItemRow) any { return r.URL }),
	col("canonical_url", "folded: the key of the page", func(r store.ItemRow) any { return r.CanonicalURL }),
	col("published_at", "RFC 3339 UTC, or a date cut to its precision", func(r store.ItemRow) any { return r.PublishedAt }),
	col("published_precision", "minute, day, month, year", func(r store.ItemRow) any { return r.PublishedPrecision }),
	col("published_from", "feed, meta, json-ld, time, url, text; given: by hand", func(r store.ItemRow) any { return r.PublishedFrom }),
	col("first_seen_at", "when it could first be known", func(r store.ItemRow) any { return r.FirstSeenAt }),
	col("updated_at", "last visible change", func(r store.ItemRow) any { return r.UpdatedAt }),
	col("observed_by", "fetch, feed, import, hand", func(r store.ItemRow) any { return r.ObservedBy }),
	col("revision", "1 for the first text", func(r store.ItemRow) any { return r.Revision }),
	col("copies", "other pages with the same writing", func(r store.ItemRow) any { return r.Copies }),
	col("copy_of", "item_id of the first of them", func(r store.ItemRow) any { return r.CopyOf }),
	col("topics", "that matched", func(r store.ItemRow) any { return r.Topics }),
	col("entities", "that it names", func(r store.ItemRow) any { return r.Entities }),
	col("quote_count", "quotes in the newest text, indirect ones too", func(r store.ItemRow) any { return r.QuoteCount }),
	col("top_quote", "the surest quote", func(r store.ItemRow) any { return r.TopQuote }),
	col("top_quote_speaker", "empty when not known", func(r store.ItemRow) any { return r.TopQuoteSpeaker }),
	col("dates", "that the text names", func(r store.ItemRow) any { return r.Dates }),
	col("amounts", "that the text names", func(r store.ItemRow) any { return r.Amounts }),
	col("words", "in the newest text", func(r store.ItemRow) any { return r.Words }),
	col("language", "ISO 639-1", func(r store.ItemRow) any { return r.Language }),
	col("item_state", "ok, pending, off-topic, blocked, gone, failed", func(r store.ItemRow) any { return r.State }),
	col("body_sha256", "of the raw bytes", func(r store.ItemRow) any { return r.BodySHA256 }),
	col("fetched_at", "when the page was last had", func(r store.ItemRow) any { return r.FetchedAt }),
	col("evidence", "kept, pruned, none", func(r store.ItemRow) any { return r.Evidence }),
}

var quoteColumns = []column[store.QuoteRow]{
	col("quote_id", "id for show and why", func(r store.QuoteRow) any { return r.ID }),
	col("item_id", "where it was first read", func(r store.QuoteRow) any { return r.ItemID }),
	col("story_id", "id for show; empty when it is in no story", func(r store.QuoteRow) any { return r.StoryID }),
	col("speaker", "canonical name; several joined when they speak together; empty when not known", func(r store.QuoteRow) any { return r.Speaker }),
	col("speaker_candidate", "the likeliest when not known", func(r store.QuoteRow) any { return r.Candidate }),
	col("speaker_mention", "the words that name the speaker", func(r store.QuoteRow) any { return r.Mention }),
	col("speaker_confidence", "0 to 1", func(r store.QuoteRow) any { return score(r.Confidence) }),
	col("cue", "said, wrote, memo …", func(r store.QuoteRow) any { return r.Cue }),
	col("venue", "where it was said", func(r store.QuoteRow) any { return r.Venue }),
	col("reported_by", "the outlet it was told", func(r store.QuoteRow) any { return r.ReportedBy }),
	col("quote_kind", "direct, mixed, block, indirect", func(r store.QuoteRow) any { return r.Kind }),
	col("quote", "the words, without marks", func(r store.QuoteRow) any { return r.Quote }),
	col("sentence_before", "the sentence before the quote", func(r store.QuoteRow) any { return r.Before }),
	col("paragraph", "the paragraph it stands in", func(r store.QuoteRow) any { return r.ParagraphText }),
	col("char_start", "code points into the text", func(r store.QuoteRow) any { return r.Start }),
	col("char_end", "end excluded", func(r store.QuoteRow) any { return r.End }),
	col("first_published_by", "outlet of the first place", func(r store.QuoteRow) any { return r.FirstPublishedBy }),
	col("attestations", "places where these words were read", func(r store.QuoteRow) any { return r.Attestations }),
	col("url", "address of the page", func(r store.QuoteRow) any { return r.URL }),
	col("published_at", "RFC 3339 UTC, or a date cut to its precision", func(r store.QuoteRow) any { return r.PublishedAt }),
	col("body_sha256", "of the raw bytes", func(r store.QuoteRow) any { return r.BodySHA256 }),
	col("speakers", "each canonical name by itself", func(r store.QuoteRow) any { return r.Speakers }),
	col("change", "new; revised: the words on its page, its speaker, or who had it first", func(r store.QuoteRow) any { return r.Change }),
	col("versions", "quotes that are cut, longer or altered versions, and the difference word by word", func(r store.QuoteRow) any { return versionList(r.Versions) }),
}

// versionList is a list of objects in JSON, and text in CSV: "q7 longer: We will fight {+and win+}".
type versionList []store.QuoteVersion

func (l versionList) MarshalJSON() ([]byte, error) {
	return json.Marshal(append([]store.QuoteVersion{}, l...))
}

func (l versionList) String() string {
	parts := make([]string, len(l))
	for i, v := range l {
		parts[i] = v.ID + " " + v.Wording + ": " + v.Difference()
	}
	return strings.Join(parts, "; ")
}

var developmentColumns = []column[store.EventRow]{
	col("event_id", "one row an event", func(r store.EventRow) any { return r.ID }),
	col("development_id", "equal for all events of one development", func(r store.EventRow) any { return r.DevelopmentID }),
	col("change", "new, upgrade, reversal, correction, withdrawn", func(r store.EventRow) any { return r.Change }),
	col("story_id", "id for show; empty when it is in no story", func(r store.EventRow) any { return r.StoryID }),
	col("story", "title of the story's first article", func(r store.EventRow) any { return r.Story }),
	col("type", "lawsuit, agreement …: as in the config", func(r store.EventRow) any { return r.Type }),
	col("status", "announced, filed …: of the type's ladder", func(r store.EventRow) any { return r.Status }),
	col("actors", "the doer first", func(r store.EventRow) any { return r.Actors }),
	col("object", "what it is about", func(r store.EventRow) any { return r.Object }),
	col("court", "as named in the text", func(r store.EventRow) any { return r.Court }),
	col("docket", "docket or contract number", func(r store.EventRow) any { return r.Docket }),
	col("event_date", "cut to its precision; empty when not known", func(r store.EventRow) any { return r.Date }),
	col("event_precision", "minute, hour, day, week, month, quarter, year", func(r store.EventRow) any { return r.Precision }),
	col("first_seen_at", "when it could first be known", func(r store.EventRow) any { return r.SeenAt }),
	col("alerted_at", "when the alert went, or would have gone", func(r store.EventRow) any { return r.AlertedAt }),
	col("alert", "now, digest, or empty", func(r store.EventRow) any { return r.Alert }),
	col("confidence", "0 to 1", func(r store.EventRow) any { return score(r.Confidence) }),
	col("independent_sources", "voices that reported it so far", func(r store.EventRow) any { return r.Independent }),
	col("sentence", "the evidence", func(r store.EventRow) any { return r.Sentence }),
	col("item_id", "where it was read", func(r store.EventRow) any { return r.ItemID }),
	col("url", "address of the page", func(r store.EventRow) any { return r.URL }),
	col("fragment_url", "jumps to the sentence", func(r store.EventRow) any { return r.FragmentURL }),
	col("body_sha256", "of the raw bytes", func(r store.EventRow) any { return r.BodySHA256 }),
	col("date", "event_date again, under the name that facts have", func(r store.EventRow) any { return r.Date }),
	col("date_inferred", "counted from the publication date", func(r store.EventRow) any { return r.DateInferred }),
}

var awardColumns = []column[store.AwardRow]{
	col("award_id", "id for show", func(r store.AwardRow) any { return r.ID }),
	col("announced", "date of the announcement", func(r store.AwardRow) any { return r.Announced }),
	col("service", "the heading it stands under", func(r store.AwardRow) any { return r.Service }),
	col("award_kind", "award, modification, option, order, pool, correction, update", func(r store.AwardRow) any { return r.Kind }),
	col("awardee", "company as printed", func(r store.AwardRow) any { return r.Awardee }),
	col("location", "as printed", func(r store.AwardRow) any { return r.Location }),
	col("small_business", "the announcement calls it one", func(r store.AwardRow) any { return r.SmallBusiness }),
	col("amount_usd", "whole US dollars", func(r store.AwardRow) any { return optional(r.AmountUSD) }),
	col("amount_qualifier", "ceiling, maximum, not_to_exceed, estimated, minimum, combined", func(r store.AwardRow) any { return r.AmountQualifier }),
	col("shared", "by all awardees of the paragraph: do not add up", func(r store.AwardRow) any { return r.Shared }),
	col("cumulative_usd", "value of the contract with its changes", func(r store.AwardRow) any { return optional(r.CumulativeUSD) }),
	col("obligated_usd", "at the time of award", func(r store.AwardRow) any { return optional(r.ObligatedUSD) }),
	col("contract_type", "firm-fixed-price …: as printed", func(r store.AwardRow) any { return r.ContractType }),
	col("piid", "contract number as printed", func(r store.AwardRow) any { return r.PIID }),
	col("base_piid", "without dashes; ties modifications to their contract", func(r store.AwardRow) any { return r.BasePIID }),
	col("modification", "P00022", func(r store.AwardRow) any { return r.Modification }),
	col("description", "what it is for", func(r store.AwardRow) any { return r.Description }),
	col("completion", "as printed", func(r store.AwardRow) any { return r.Completion }),
	col("completion_date", "cut to its precision", func(r store.AwardRow) any { return r.CompletionDate }),
	col("completion_precision", "day, month, year, period_end: the last month of a quarter or fiscal year", func(r store.AwardRow) any { return r.CompletionPrecision }),
	col("contracting_activity", "who contracts, as printed", func(r store.AwardRow) any { return r.ContractingActivity }),
	col("bids", "offers that were received", func(r store.AwardRow) any { return optional(float64(r.Bids)) }),
	col("corrects", "what a correction says of an earlier announcement", func(r store.AwardRow) any { return r.Corrects }),
	col("sentence", "the paragraph", func(r store.AwardRow) any { return r.Sentence }),
	col("item_id", "where it was read", func(r store.AwardRow) any { return r.ItemID }),
	col("url", "address of the page", func(r store.AwardRow) any { return r.URL }),
	col("body_sha256", "of the raw bytes", func(r store.AwardRow) any { return r.BodySHA256 }),
	col("correction_effect", "not_awarded, replaced, awardee_added, awardee_changed, award_date_changed, contract_number_changed, amount_changed, completion_changed, place_changed", func(r store.AwardRow) any { return r.Effect }),
	col("corrects_day", "day of the announcement that is corrected", func(r store.AwardRow) any { return r.CorrectsDay }),
	col("awarded_on", "day of the award, where it is not the day of the list", func(r store.AwardRow) any { return r.AwardedOn }),
	col("place_of_performance", "as printed", func(r store.AwardRow) any { return r.PlacesOfWork }),
	col("foreign_sales", "countries it is sold to, as printed", func(r store.AwardRow) any { return r.ForeignSales }),
	col("other_piids", "further numbers of the announcement", func(r store.AwardRow) any { return r.OtherPIIDs }),
}

var dateColumns = []column[store.DateRow]{
	col("date_id", "equal in every export", func(r store.DateRow) any { return r.ID }),
	col("item_id", "where it was read", func(r store.DateRow) any { return r.ItemID }),
	col("text", "as printed", func(r store.DateRow) any { return r.Text }),
	col("value", "ISO 8601 cut to the precision; empty when vague", func(r store.DateRow) any { return r.Value }),
	col("precision", "minute, hour, day, week, month, quarter, year, range: first day/last day", func(r store.DateRow) any { return r.Precision }),
	col("role", "event, deadline, hearing, effective, completion, publication, birth", func(r store.DateRow) any { return r.Role }),
	col("anchor", "what it was counted from", func(r store.DateRow) any { return r.Anchor }),
	col("zone_assumed", "the text names no zone", func(r store.DateRow) any { return r.ZoneAssumed }),
	col("sentence", "the sentence it stands in", func(r store.DateRow) any { return r.Sentence }),
	col("url", "address of the page", func(r store.DateRow) any { return r.URL }),
}

var copyColumns = []column[store.CopyRow]{
	col("item_id", "where it was read", func(r store.CopyRow) any { return r.ItemID }),
	col("article_id", "equal for copies and revisions of one article", func(r store.CopyRow) any { return r.ArticleID }),
}
