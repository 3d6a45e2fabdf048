package activemq

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestMain fails the run where goroutines of the component or of go-stomp are left.
func TestMain(m *testing.M) {
	code := m.Run()
	var left string
	for range 100 {
		if left = leftGoroutines(); left == "" {
			os.Exit(code)
		}
		time.Sleep(50 * time.Millisecond)
	}
	fmt.Println("goroutines left:\n" + left)
	os.Exit(1)
}

func leftGoroutines() string {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	var left []string
	for s := range strings.SplitSeq(string(stacks), "\n\n") {
		if !strings.Contains(s, "leftGoroutines") && (strings.Contains(s, "go-stomp/stomp") || strings.Contains(s, "dromedary/components")) {
			left = append(left, s)
		}
	}
	return strings.Join(left, "\n\n")
}
