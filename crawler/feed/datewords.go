package feed

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed dates.txt
var datesFile string

// words holds dates.txt, read once; nothing changes it.
var words = mustReadDates(datesFile)

type dateWords struct {
	month  map[string]int
	zone   map[string]int // seconds east of UTC
	region map[string]string
	filler map[string]bool
}

// mustReadDates panics on a line it cannot read: the file is part of the program, and a test reads it.
func mustReadDates(file string) dateWords {
	w := dateWords{month: map[string]int{}, zone: map[string]int{}, region: map[string]string{}, filler: map[string]bool{}}
	for i, line := range strings.Split(file, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		switch {
		case fields[0] == "month" && len(fields) == 3:
			w.month[fields[1]] = atoi(fields[2])
		case fields[0] == "zone" && len(fields) == 3 && offset.MatchString(fields[2]):
			m := offset.FindStringSubmatch(fields[2])
			seconds := atoi(m[2])*3600 + atoi(m[3])*60
			if m[1] == "-" {
				seconds = -seconds
			}
			w.zone[fields[1]] = seconds
		case fields[0] == "region" && len(fields) == 3:
			w.region[fields[1]] = fields[2]
		case fields[0] == "filler" && len(fields) == 2:
			w.filler[fields[1]] = true
		default:
			panic(fmt.Sprintf("dates.txt:%d: cannot read %q", i+1, line))
		}
	}
	return w
}
