package entity_test

import (
	"strings"
	"testing"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// TestPhenomena holds each case beside its look-alike: what makes a name, and what only resembles one.
func TestPhenomena(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"a name that begins with an adjective":        {"They left for New Lowmark and New Ansel.", "New Lowmark=New Lowmark, New Ansel=New Ansel"},
		"a place with an adjective at the start":      {"New York Gov. Ada Hale left. They want a new dock.", "New York=New York, Ada Hale=Ada Hale"},
		"an adjective before a name":                  {"They saw a new Tidewell boat.", "Tidewell=Tidewell"},
		"surname that is an auxiliary":                {"The novelist Ada Will came. “No,” Will said, and left. The book by Will sold.", "Ada Will=Ada Will, Will=Ada Will, Will=Ada Will"},
		"auxiliary in a question":                     {"Ada Hale came. Will she stay?", "Ada Hale=Ada Hale"},
		"surname that is a month":                     {"Ida May came. Then May said no.", "Ida May=Ida May, May=Ida May"},
		"first name that is a month":                  {"They met April Voss.", "April Voss=April Voss"},
		"month before a name":                         {"In April Voss left for good with Olaf Voss.", "Voss=Olaf Voss, Olaf Voss=Olaf Voss"},
		"surname that is a title":                     {"Rep. Olaf King came. “No,” Mr. King said.", "Olaf King=Olaf King, King=Olaf King"},
		"title before a name":                         {"They saw King Olaf. The King left.", "Olaf=Olaf"},
		"word beside a title":                         {"He wrote to General Electric and to General Voss.", "General Electric=General Electric, Voss=Voss"},
		"nationality":                                 {"A Danish minister and an American met.", ""},
		"surname that is a nationality":               {"Ada English came. The book by English sold.", "Ada English=Ada English, English=Ada English"},
		"party before a name":                         {"They asked Republican Ada Hale.", "Ada Hale=Ada Hale"},
		"party in a name":                             {"They asked the Republican Harbor Committee.", "Republican Harbor Committee=Republican Harbor Committee"},
		"country before title and name":               {"They asked Danish Prime Minister Ada Hale.", "Ada Hale=Ada Hale"},
		"adjective made of a name":                    {"The Tidewell-owned docks and the Anti-Hale group met in Oslo-based offices.", ""},
		"double name":                                 {"They met Ada Hale-Voss. Hale-Voss left.", "Ada Hale-Voss=Ada Hale-Voss, Hale-Voss=Ada Hale-Voss"},
		"party and state":                             {"Sen. Ada Hale, D-Ohio, met Sen. Olaf Voss (R-N.C.).", "Ada Hale=Ada Hale, Olaf Voss=Olaf Voss"},
		"article glued to a surname":                  {"They met Karim al-Sadr. Then al-Sadr left.", "Karim al-Sadr=Karim al-Sadr"},
		"particles":                                   {"Ada van der Berg came. De Vries met Olaf de Vries.", "Ada van der Berg=Ada van der Berg, De Vries=Olaf de Vries, Olaf de Vries=Olaf de Vries"},
		"lost encoding":                               {"They met Marc TrÃ©vin. TrÃ©vin left.", "Marc TrÃ©vin=Marc TrÃ©vin, TrÃ©vin=Marc TrÃ©vin"},
		"initials":                                    {"They met J.D. Voss. Voss left.", "J.D. Voss=J.D. Voss, Voss=J.D. Voss"},
		"father and son":                              {"Olaf Hale came. His son, Olaf Hale Jr., left. Then Hale spoke. Hale Jr. did not.", "Olaf Hale=Olaf Hale, Olaf Hale Jr=Olaf Hale Jr, Hale=Olaf Hale, Hale Jr=Olaf Hale Jr"},
		"the same with and without suffix":            {"Olaf Hale Jr. came. Olaf Hale spoke.", "Olaf Hale Jr=Olaf Hale Jr, Olaf Hale=Olaf Hale Jr"},
		"a relative in passing":                       {"Ada Hale came with her husband, Olaf Hale. Then Hale spoke.", "Ada Hale=Ada Hale, Olaf Hale=Olaf Hale, Hale=Ada Hale"},
		"the last one named":                          {"Ada Hale came. Then Olaf Hale came. Hale spoke.", "Ada Hale=Ada Hale, Olaf Hale=Olaf Hale, Hale=Olaf Hale"},
		"of two the one that Mr. fits":                {"Olaf Hale came. Ada Hale came. Mr. Hale spoke.", "Olaf Hale=Olaf Hale, Ada Hale=Ada Hale, Hale=Olaf Hale"},
		"a place is no short form":                    {"The Harbor Norway met. He left for Norway.", "Harbor Norway=Harbor Norway, Norway=Norway"},
		"an acronym is no short form":                 {"They use Tidewell LNG. He likes LNG.", "Tidewell LNG=Tidewell LNG, LNG=LNG"},
		"a line in title case":                        {"Hale Slams Voss Over His New Docks.\n\nAda Hale met Olaf Voss.", "Hale=Ada Hale, Voss=Olaf Voss, Ada Hale=Ada Hale, Olaf Voss=Olaf Voss"},
		"a sentence full of names":                    {"Ada Hale met Olaf Voss and Ida Klee in Oslo.", "Ada Hale=Ada Hale, Olaf Voss=Olaf Voss, Ida Klee=Ida Klee, Oslo=Oslo"},
		"a kicker in capitals":                        {"HALE CLAMPS DOWN ON DOCKS “No,” said Ada Hale.", "HALE=Ada Hale, Ada Hale=Ada Hale"},
		"a speaker's label":                           {"ADA HALE: No.\n\nThen Ada Hale left.", "ADA HALE=Ada Hale, Ada Hale=Ada Hale"},
		"a surname in capitals as a label":            {"HALE: No.\n\nThen Ada Hale left.", "HALE=Ada Hale, Ada Hale=Ada Hale"},
		"a job before a name":                         {"Auditor Ada Hale left. Critic Ida Voss stayed.", "Ada Hale=Ada Hale, Ida Voss=Ida Voss"},
		"plural possessive in a name":                 {"They joined the Tugmen's Union.", "Tugmen's Union=Tugmen's Union"},
		"possessive before a name":                    {"They joined Hale's Union.", "Hale=Hale"},
		"and in a name":                               {"He wrote to the Bureau of Weights and Measures.", "Bureau of Weights and Measures=Bureau of Weights and Measures"},
		"a long title":                                {"He met Deputy Undersecretary for Grain Storage Ada Hale.", "Ada Hale=Ada Hale"},
		"an outlet's last word":                       {"She told the Fjord Gazette. The Gazette agreed.", "Fjord Gazette=Fjord Gazette, Gazette=Fjord Gazette"},
		"an agency in a dateline defines nothing":     {"They met the Port Safety Agency (AFP) and the AFP left.", "Port Safety Agency=Port Safety Agency, AFP=AFP, AFP=AFP"},
		"an acronym says where a name begins":         {"They called Coast and Lantern Enforcement (CLE). CLE came.", "Coast and Lantern Enforcement=Coast and Lantern Enforcement, CLE=Coast and Lantern Enforcement, CLE=Coast and Lantern Enforcement"},
		"an acronym of one of two":                    {"They called Tidewell and Lantern Enforcement Agency (LEA). LEA came.", "Tidewell=Tidewell, Lantern Enforcement Agency=Lantern Enforcement Agency, LEA=Lantern Enforcement Agency, LEA=Lantern Enforcement Agency"},
		"department of justice":                       {"She sued the Department of Justice.", "Department of Justice=Department of Justice"},
		"an acronym before a person":                  {"They asked AG Olaf Hale. He asked GOP Sen. Ada Voss.", "Olaf Hale=Olaf Hale, GOP=GOP, Ada Voss=Ada Voss"},
		"an organisation that begins with an acronym": {"They asked the USA Olaf Foundation.", "USA Olaf Foundation=USA Olaf Foundation"},
		"the next in a list is no apposition":         {"They asked Tidewell, Senator Ada Hale and Olaf Voss.", "Tidewell=Tidewell, Ada Hale=Ada Hale, Olaf Voss=Olaf Voss"},
	} {
		t.Run(name, func(t *testing.T) {
			var l *entity.Lexicon
			if got := mentions(l, tc.text); got != tc.want {
				t.Errorf("%s\n got %s\nwant %s", tc.text, got, tc.want)
			}
		})
	}
}

// TestKindRoleGender says of the first mention what the words around it tell.
func TestKindRoleGender(t *testing.T) {
	for name, tc := range map[string]struct {
		text   string
		kind   entity.Kind
		role   string
		gender entity.Gender
	}{
		"chamber in a title":         {"House Speaker Quill Moor left.", entity.Person, "House Speaker", entity.Any},
		"department in a title":      {"He met Deputy Undersecretary for Grain Storage Ada Hale.", entity.Person, "Deputy Undersecretary for Grain Storage", entity.Female},
		"department of state":        {"He met Secretary of State Ada Hale.", entity.Person, "Secretary of State", entity.Female},
		"wife":                       {"He came with his wife Quill Moor.", entity.Person, "wife", entity.Female},
		"mother":                     {"Quill Moor, the mother of three, left.", entity.Person, "the mother of three", entity.Female},
		"whose wife":                 {"Quill Moor, whose wife stayed, left.", entity.Unknown, "", entity.Any},
		"title owned by another":     {"Shares of the president's Moor rose.", entity.Unknown, "", entity.Any},
		"his head is no role":        {"So said Quill Moor, shaking his head at the docks, and left.", entity.Unknown, "", entity.Any},
		"a place is nobody":          {"In South Carolina, governor of the docks, he left.", entity.Place, "", entity.Any},
		"first name beats relatives": {"Ada Hale, husband Olaf said, left.", entity.Person, "", entity.Female},
	} {
		t.Run(name, func(t *testing.T) {
			var l *entity.Lexicon
			ms := l.Find(text.New(tc.text)).Mentions
			if len(ms) == 0 {
				t.Fatal("no names")
			}
			if m := ms[0]; m.Kind != tc.kind || m.Role != tc.role || m.Gender != tc.gender {
				t.Errorf("%q is %q, role %q, gender %d; want %q, %q, %d", m.Name, m.Kind, m.Role, m.Gender, tc.kind, tc.role, tc.gender)
			}
		})
	}
}

// TestOf says which organisation the words make a person belong to.
func TestOf(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"apposition":               {"Ada Hale, chief executive of the Port Safety Agency, left.", "Port Safety Agency"},
		"apposition, possessive":   {"Ada Hale, Tidewell's chief executive, left.", "Tidewell"},
		"apposition of a place":    {"Ada Hale, governor of Ohio, left.", ""},
		"apposition of a person":   {"Ada Hale, a spokeswoman for Olaf Voss, left.", ""},
		"before a comma":           {"He met a Tidewell spokeswoman, Ada Hale.", "Tidewell"},
		"lower case title":         {"He met Tidewell spokeswoman Ada Hale.", "Tidewell"},
		"short form of a name":     {"The Port Safety Agency (PSA) met. PSA Director Ada Hale left.", "Port Safety Agency"},
		"an adjective and a title": {"Longtime Mayor Ada Hale left.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var l *entity.Lexicon
			for _, m := range l.Find(text.New(tc.text)).Mentions {
				if m.Name == "Ada Hale" && m.Of != tc.want {
					t.Errorf("of %q, want %q", m.Of, tc.want)
				}
			}
		})
	}
}

// TestOutlets tells publishers from what is called the same.
func TestOutlets(t *testing.T) {
	for name, tc := range map[string]struct {
		text string
		want entity.Kind
	}{
		"large article":          {"He left, according to The Hill.", entity.Outlet},
		"it reports":             {"He left, the Hill reported.", entity.Outlet},
		"a hill":                 {"They climbed the Hill in May.", entity.Unknown},
		"a word that shows it":   {"He told the Lowmark Sentinel.", entity.Outlet},
		"a name with no article": {"He told the Daily Caller.", entity.Outlet},
	} {
		t.Run(name, func(t *testing.T) {
			var l *entity.Lexicon
			ms := l.Find(text.New(tc.text)).Mentions
			if len(ms) != 1 || ms[0].Kind != tc.want {
				t.Errorf("%q: %+v, want one of kind %q", tc.text, ms, tc.want)
			}
		})
	}
}

// TestLongRows holds that a row of capitals, however long, costs no more than its length.
func TestLongRows(t *testing.T) {
	for _, unit := range []string{"SHOUT ", "Ada Hale ", "GOP Hale ", "AB and CD (AC) "} {
		var l *entity.Lexicon
		d := text.New(strings.Repeat(unit, 20_000)) // a square would take minutes
		for _, m := range l.Find(d).Mentions {
			if m.Empty() || m.Name == "" {
				t.Fatalf("%q: mention %+v", unit, m)
			}
		}
	}
}
