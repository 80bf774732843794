package main

import (
	_ "embed"
	"errors"
	"fmt"
	"os"

	"storywatch"
)

//go:embed blank.yaml
var blankConfig []byte

type initCmd struct {
	Blank bool `help:"An empty config with comments, for a beat of your own."`
	Force bool `help:"Overwrite the file."`
}

// Help teaches.
func (initCmd) Help() string {
	return `Writes a config file: the beat that storywatch ships with (contracts between AI companies and a defence department), or an empty
one with comments. Then try ` + "`storywatch check`" + `.

  storywatch init
  storywatch init --blank --config merger.yaml`
}

// Run writes the file, never over one that is there.
func (x *initCmd) Run(a *app) error {
	data := storywatch.Config
	if x.Blank {
		data = blankConfig
	}
	flags := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if x.Force {
		flags = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	f, err := os.OpenFile(a.cli.Config, flags, 0o644)
	if errors.Is(err, os.ErrExist) {
		return usageError("%s is there already: --force overwrites it, --config FILE writes another", a.cli.Config)
	}
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "wrote %s\nnext: edit it, then `storywatch check` and `storywatch run`\n", a.cli.Config)
	return nil
}
