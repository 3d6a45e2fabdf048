package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/runtime/routetest"
)

// watchEvery is how often test --watch looks at the files.
const watchEvery = 300 * time.Millisecond

// again runs the cases now and whenever one of their folders' files has changed, until ctx ends.
func (tf *testFlags) again(ctx context.Context, p *program, args []string) error {
	for ctx.Err() == nil {
		seen := fingerprint(args)
		var code exitCode
		if err := tf.once(ctx, p, args); err != nil && !errors.As(err, &code) {
			report(p.stderr, styleOf(p.stderr), err)
		}
		if !tf.asJSON && ctx.Err() == nil {
			fmt.Fprintln(p.stdout, "waiting for changes; Ctrl-C ends")
		}
		for ctx.Err() == nil && fingerprint(args) == seen {
			select {
			case <-time.After(watchEvery):
			case <-ctx.Done():
			}
		}
	}
	return nil
}

// fingerprint changes when a file does that the cases may be made of: they and what stands beside them.
func fingerprint(args []string) string {
	var b strings.Builder
	folders := map[string]bool{}
	note := func(folder string) {
		if folders[folder] {
			return
		}
		folders[folder] = true
		entries, err := os.ReadDir(folder)
		if err != nil {
			fmt.Fprintln(&b, err)
		}
		for _, e := range entries {
			if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
				fmt.Fprintln(&b, folder, e.Name(), info.Size(), info.ModTime().UnixNano())
			}
		}
	}
	files, err := routetest.Find(args)
	if err != nil {
		fmt.Fprintln(&b, err)
	}
	for _, arg := range args {
		if info, err := os.Stat(arg); err == nil && info.IsDir() {
			note(arg)
		}
	}
	for _, file := range files {
		note(filepath.Dir(file))
	}
	return b.String()
}
