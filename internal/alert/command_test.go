package alert

import (
	"context"
	"os/exec"
	"strings"
	"testing"
	"time"

	"storywatch/store"
)

func TestCommandThatHangs(t *testing.T) {
	sleep, err := exec.LookPath("sleep")
	if err != nil {
		t.Skip("no sleep on this machine: a command that hangs is not tested")
	}
	err = command{argv: []string{sleep, "600"}, timeout: 20 * time.Millisecond}.send(context.Background(), &store.MessageRow{})
	if err == nil || !strings.Contains(err.Error(), "did not end within 20ms") {
		t.Errorf("%v", err)
	}
}
