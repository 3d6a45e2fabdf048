package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// findBenthos builds the module in benthos/, once for each state of it, under the user's cache folder.
func findBenthos() (contender, error) {
	sources := filepath.Join(filepath.Dir(filepath.Dir(route("json.yaml"))), "benthos")
	cache, err := os.UserCacheDir()
	if err != nil {
		return contender{}, err
	}
	binary := filepath.Join(cache, "dromedary-bench", stamp(sources), "benthos")
	if _, err := os.Stat(binary); err != nil {
		fmt.Println("building Benthos, once ...")
		build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", binary, ".")
		build.Dir, build.Env = sources, append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			return contender{}, fmt.Errorf("building Benthos: %w\n%s", err, out)
		}
	}
	return contender{
		name: "Benthos",
		// A file in its own language stands for each route file that it can say.
		command: func(file string, properties ...string) []string {
			command := []string{"env"}
			for _, p := range properties {
				name, value, _ := strings.Cut(p, "=")
				command = append(command, strings.ToUpper(name)+"="+value)
			}
			return append(command, binary, "run", filepath.Join(sources, filepath.Base(file)))
		},
	}, nil
}
