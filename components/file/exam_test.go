package file

import (
	"testing"

	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	dir := t.TempDir()
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{
		"file:" + dir,
		"file:" + dir + "/new?initialDelay=0&delay=1&noop=true",
		"file://" + dir + "/x?fileName=a.txt&fileExist=Append&readLock=markerFile",
	}})
}
