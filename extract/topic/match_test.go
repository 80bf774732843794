package topic_test

import (
	"slices"
	"testing"

	"storywatch/extract/entity"
	"storywatch/extract/text"
	"storywatch/extract/topic"
)

func TestMatch(t *testing.T) {
	lexicon := entity.NewLexicon([]entity.Entry{
		{Name: "Norvane", Kind: entity.Company},
		{Name: "Tidewell", Kind: entity.Company},
		{Name: "Port Safety Agency", Kind: entity.Agency, Aliases: []string{"PSA"}},
	})
	part := func(s string) topic.Part {
		d := text.New(s)
		return topic.Part{Doc: d, Names: lexicon.Find(d)}
	}
	companies := []string{"Norvane", "Tidewell"}
	for name, tc := range map[string]struct {
		topic       topic.Topic
		title, body string
		want        bool
	}{
		"one entity":                {topic.Topic{Entities: companies}, "Harbor news", "Shares of Norvane fell.", true},
		"entity in the title":       {topic.Topic{Entities: companies}, "A loss for Norvane", "Shares fell.", true},
		"no entity":                 {topic.Topic{Entities: companies}, "Harbor news", "Shares fell.", false},
		"two needed, one there":     {topic.Topic{Entities: companies, AtLeast: 2}, "On Norvane", "Shares of Norvane fell.", false},
		"two in two parts":          {topic.Topic{Entities: companies, AtLeast: 2}, "On Norvane", "Shares of Tidewell fell.", true},
		"alias":                     {topic.Topic{Entities: []string{"Port Safety Agency"}}, "", "The PSA met.", true},
		"word":                      {topic.Topic{Any: []string{"crane"}}, "", "A Crane fell.", true},
		"whole words only":          {topic.Topic{Any: []string{"crane"}}, "", "The cranes fell.", false},
		"phrase":                    {topic.Topic{Any: []string{"night shift"}}, "", "The night shift left.", true},
		"acronym":                   {topic.Topic{Any: []string{"DoP"}}, "", "The dop and the DOP met.", false},
		"entity and word":           {topic.Topic{Entities: companies, Any: []string{"crane"}}, "On Norvane", "A crane fell.", true},
		"entity without word":       {topic.Topic{Entities: companies, Any: []string{"crane"}}, "On Norvane", "A ship sank.", false},
		"none":                      {topic.Topic{Entities: companies, None: []string{"lottery"}}, "Lottery", "Shares of Norvane fell.", false},
		"one paragraph":             {topic.Topic{Entities: companies, Any: []string{"crane"}, Within: "paragraph"}, "", "A crane of Norvane fell.\n\nIt rained.", true},
		"two paragraphs":            {topic.Topic{Entities: companies, Any: []string{"crane"}, Within: "paragraph"}, "", "Shares of Norvane fell.\n\nA crane fell.", false},
		"the title is a paragraph":  {topic.Topic{Entities: companies, Any: []string{"crane"}, Within: "paragraph"}, "A crane of Norvane", "It rained.", true},
		"nothing asked for":         {topic.Topic{}, "On Norvane", "Shares of Norvane fell.", false},
		"letters beyond the ASCII":  {topic.Topic{Any: []string{"Élan"}}, "", "Sans élan, il part.", true},
		"empty phrase is no phrase": {topic.Topic{Any: []string{""}}, "", "It rained.", false},
	} {
		t.Run(name, func(t *testing.T) {
			tc.topic.Name = "t"
			got := topic.Match([]topic.Part{part(tc.title), part(tc.body)}, []topic.Topic{tc.topic})
			if slices.Contains(got, "t") != tc.want {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}

func TestMatchOrder(t *testing.T) {
	d := text.New("A crane and a ship.")
	got := topic.Match([]topic.Part{{Doc: d}}, []topic.Topic{{Name: "b", Any: []string{"ship"}}, {Name: "x", Any: []string{"car"}}, {Name: "a", Any: []string{"crane"}}})
	if !slices.Equal(got, []string{"b", "a"}) {
		t.Errorf("got %v", got)
	}
}
