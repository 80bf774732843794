package store_test

import (
	"fmt"
	"testing"

	"storywatch/store"
)

// told is document n, unlike the others in title and words, that names some.
func told(n, hours int, title string, names ...string) store.Observation {
	o := observed("gull.example", n, hours, body(n)...)
	o.Title, o.Entities = title, nil
	for _, name := range names {
		o.Entities = append(o.Entities, store.Entity{Name: name, Kind: "company", Count: 3})
	}
	return o
}

func TestWhichStory(t *testing.T) {
	for name, tc := range map[string]struct {
		doc  store.Observation
		same bool // the story of the first
	}{
		"the same names":                  {told(50, 5, "Owners of the new pier meet", "Norvane", "Tessel"), true},
		"the same names, when it is over": {told(50, 5+15*24, "Owners of the new pier meet", "Norvane", "Tessel"), false},
		"a name that everybody has":       {told(50, 5, "Wheat prices climb again", "Saltmarsh", "Farm Union", "Grain Board"), false},
		"the same title":                  {told(50, 5, "Norvane and Tessel fight about northern pier", "Saltmarsh", "Norvane"), true},
		"nobody's names":                  {told(50, 5, "Old lighthouse sold abroad"), false},
	} {
		t.Run(name, func(t *testing.T) {
			s := fresh(t)
			// The town is in every report; the story's parties are in two of them.
			for i := range 20 {
				other := fmt.Sprint("Firm ", i/2)
				record(t, s, told(100+i, 0, fmt.Sprint("Report of firm ", i/2), "Saltmarsh", other, fmt.Sprint("Rival ", i/2)))
			}
			record(t, s, told(48, 0, "Farm union asks grain board for relief", "Farm Union", "Museum"))
			record(t, s, told(47, 0, "Grain board opens silo", "Grain Board", "Rail Line"))
			first := record(t, s, told(1, 1, "Norvane and Tessel fight about the northern pier", "Saltmarsh", "Norvane", "Tessel"))
			record(t, s, told(2, 2, "Tessel and Norvane fight on about the northern pier", "Saltmarsh", "Norvane", "Tessel"))
			if got := record(t, s, tc.doc); (got.StoryID == first.StoryID) != tc.same {
				t.Errorf("story %d, the first is %d", got.StoryID, first.StoryID)
			}
		})
	}
}

func TestADocketNumberTiesTheStory(t *testing.T) {
	s := fresh(t)
	o := told(1, 0, "Norvane and Tessel fight about the northern pier", "Norvane", "Tessel")
	o.Dockets = []store.DocketFact{{Number: "3:26-cv-00417", Court: "District of Lowmark"}}
	first := record(t, s, o)
	p := told(2, 30*24, "Order on motion", "Clerk")
	p.Dockets = o.Dockets
	if got := record(t, s, p); got.StoryID != first.StoryID {
		t.Errorf("story %d, the docket's is %d", got.StoryID, first.StoryID)
	}
}
