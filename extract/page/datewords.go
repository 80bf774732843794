package page

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed dateplaces.txt
var datePlacesFile string

//go:embed datewords.txt
var dateWordsFile string

// dateWords are the words of dates in the languages of pages.
type dateWords struct {
	month                              map[string]int
	zone                               map[string]int // seconds east of UTC
	filler, published, modified, other map[string]bool
}

// words reads the file when the first date is looked for, so that a command that reads no page does not pay for it.
var words = sync.OnceValue(func() dateWords {
	w := dateWords{month: map[string]int{}, zone: map[string]int{}, filler: map[string]bool{}, published: map[string]bool{}, modified: map[string]bool{}, other: map[string]bool{}}
	for line := range strings.Lines(dateWordsFile) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0] == "#" {
			continue
		}
		switch f[0] {
		case "month":
			n, _ := strconv.Atoi(f[1])
			for _, m := range f[2:] {
				w.month[m] = n
			}
		case "zone":
			w.zone[f[1]], _ = strconv.Atoi(f[2])
		default:
			set := map[string]map[string]bool{"filler": w.filler, "published": w.published, "modified": w.modified, "other": w.other}[f[0]]
			for _, word := range f[1:] {
				set[word] = true
			}
		}
	}
	return w
})

// datePlaces are the names under which pages write their dates, by kind; keys of scripts are in their quotation marks.
var datePlaces = sync.OnceValue(func() map[string][]string {
	places := map[string][]string{}
	for line := range strings.Lines(datePlacesFile) {
		kind, name, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || kind[0] == '#' {
			continue
		}
		if kind == "script" {
			name = strconv.Quote(name)
		}
		places[kind] = append(places[kind], name)
	}
	return places
})
