package storywatch_test

import (
	"go/build"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// mayImport is the house: which of our packages a room may import, by folder; "/..." means the folder and what is below.
// A folder that is not here is not a room: give it a line, and a reason in CONTRIBUTING.md.
var mayImport = map[string][]string{
	".":                nil,
	"cmd/storywatch":   {".", "internal/...", "crawler/...", "extract/...", "store/..."},
	"cmd/traindates":   {"extract/...", "internal/charset"},
	"cmd/trainquotes":  {"extract/..."},
	"crawler":          {"crawler/...", "internal/charset"},
	"extract":          {"extract/...", "internal/charset"},
	"store":            {"store/...", "internal/clock"},
	"internal/alert":   {"store", "internal/clock"},
	"internal/charset": nil,
	"internal/clock":   nil,
	"internal/config":  nil,
	"internal/demo":    nil,
	"internal/export":  {"store", "internal/config"},
	// a module of its own that go.mod puts in the place of a dependency nobody asks anything
	"internal/nodateparser": nil,
	"internal/worker":       {"store/...", "crawler/...", "extract/...", "internal/clock"},
}

// pure are rooms that take values and return values: nothing that remembers, waits or asks.
var pure = []string{"extract", "store/dedup", "store/novelty", "internal/charset"}

// impure are the standard packages by which a room would reach out.
var impure = map[string]bool{"net": true, "net/http": true, "os": true, "os/exec": true, "database/sql": true, "log": true, "log/slog": true, "math/rand": true, "math/rand/v2": true, "crypto/rand": true}

// Imports point down, and the rooms crawler, extract and store know nothing of each other.
func TestImportsPointDown(t *testing.T) {
	for dir, pkg := range packages(t) {
		room, ok := roomOf(dir)
		if !ok {
			t.Errorf("%s is in no room of the house", dir)
			continue
		}
		for _, imp := range pkg.Imports {
			if path, ours := strings.CutPrefix(imp, "storywatch"); ours && (path == "" || path[0] == '/') {
				target := strings.TrimPrefix(path, "/")
				if target == "" {
					target = "."
				}
				if !allowed(mayImport[room], target) {
					t.Errorf("%s imports %s: %s may import %v", dir, target, room, mayImport[room])
				}
			}
			if impure[imp] && isPure(dir) {
				t.Errorf("%s imports %s, but it takes values and returns values", dir, imp)
			}
		}
		if pkg.Doc == "" {
			t.Errorf("%s has no package comment that says what the room is for", dir)
		}
	}
}

func packages(t *testing.T) map[string]*build.Package {
	t.Helper()
	found := map[string]*build.Package{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if name := d.Name(); path != "." && (strings.HasPrefix(name, ".") || name == "testdata" || name == "tools") {
			return fs.SkipDir
		}
		pkg, err := build.ImportDir(path, build.ImportComment)
		if _, none := err.(*build.NoGoError); none {
			return nil
		}
		if err != nil {
			return err
		}
		if len(pkg.GoFiles) > 0 {
			found[filepath.ToSlash(path)] = pkg
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 15 {
		t.Fatalf("only %d packages found: is this the repository's root?", len(found))
	}
	return found
}

// roomOf is the longest folder of mayImport that dir lies in.
func roomOf(dir string) (string, bool) {
	for d := dir; ; d = d[:strings.LastIndexByte(d, '/')] {
		if _, ok := mayImport[d]; ok {
			return d, true
		}
		if !strings.Contains(d, "/") {
			return "", false
		}
	}
}

func allowed(list []string, target string) bool {
	for _, a := range list {
		if dir, below := strings.CutSuffix(a, "/..."); a == target || below && (target == dir || strings.HasPrefix(target, dir+"/")) {
			return true
		}
	}
	return false
}

func isPure(dir string) bool {
	for _, p := range pure {
		if dir == p || strings.HasPrefix(dir, p+"/") {
			return true
		}
	}
	return false
}
