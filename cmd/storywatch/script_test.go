package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"storywatch/internal/clock"
)

// The scripts under testdata/script are sessions of a user at a shell, each in a folder of its own:
//
//	exits CODE storywatch ARGUMENT… [< FILE]
//
// runs the program in this process, as main does, and wants that exit code; without `<` standard input is empty.
func TestScripts(t *testing.T) {
	dir, err := filepath.Abs("testdata/script") // the process moves about
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Dir: dir, Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits}})
}

// inFolder is held by the one script that the process works in the folder of.
var inFolder sync.Mutex

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || args[1] != "storywatch" {
		ts.Fatalf("usage: exits CODE storywatch ARGUMENT… [< FILE]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	var stdin io.Reader = bytes.NewReader(nil)
	args = args[2:]
	if n := len(args); n > 1 && args[n-2] == "<" {
		stdin, args = bytes.NewReader([]byte(ts.ReadFile(args[n-1]))), args[:n-2]
	}
	inFolder.Lock()
	defer inFolder.Unlock()
	home, err := os.Getwd()
	ts.Check(err)
	ts.Check(os.Chdir(ts.MkAbs(".")))
	defer os.Chdir(home)
	a := &app{ctx: context.Background(), stdin: stdin, stdout: ts.Stdout(), stderr: ts.Stderr(), clock: clock.System{}, getenv: func(k string) (string, bool) {
		v := ts.Getenv(k)
		return v, v != ""
	}}
	if got := a.run(args); got != want {
		ts.Fatalf("storywatch %q: exit %d, want %d", args, got, want)
	}
}
