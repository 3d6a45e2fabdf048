package stream

import (
	"path/filepath"
	"testing"

	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	file := filepath.Join(t.TempDir(), "lines.txt")
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{
		"stream:out",
		"stream:err?delay=1",
		"stream:file?fileName=" + file + "&scanStream=true&autoCloseCount=1",
	}})
}
