package page

import "testing"

func TestDatesInAddresses(t *testing.T) {
	for path, want := range map[string]string{
		"/2031/02/28/harbor":      "2031-02-28",
		"/2031/2/8/harbor":        "2031-02-08",
		"/2031/feb/28/harbor":     "2031-02-28",
		"/ports/2031-02-28-x":     "2031-02-28",
		"/ports/2031-02-28":       "2031-02-28",
		"/ports/20310228/x":       "2031-02-28",
		"/x_20310228.html":        "2031-02-28",
		"/28-02-2031-harbor":      "2031-02-28",
		"/2031/02/harbor":         "2031-02",
		"/2031/02/30-ships":       "2031-02",
		"/2031/harbor":            "",
		"/ports/2031-02-28x":      "",
		"/id-120310228":           "",
		"/a/20319999/b":           "",
		"/1850/02/28/a-sea-story": "",
		"/1-2031":                 "",
		"":                        "",
	} {
		s, ok := urlStamp(path)
		got := ""
		if ok {
			got = s.date().Value
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
}

func FuzzURLDate(f *testing.F) {
	for _, path := range []string{"/2031/02/28/harbor", "/28-02-2031-x", "/2031-", "28-02-2031"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		if s, ok := urlStamp(path); ok && !validDay(s.year, s.month, max(1, s.day)) {
			t.Errorf("%q: %+v", path, s)
		}
	})
}
