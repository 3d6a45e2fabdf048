package components

import (
	"testing"
	"unsafe"
)

// TestExchangeIsSmall holds an exchange within the sizes that Go's allocator serves fast: one more field may cost a tenth of
// a route's speed. Where it does not fit any more, few may become smaller.
func TestExchangeIsSmall(t *testing.T) {
	if size := unsafe.Sizeof(Exchange{}); size > 512 {
		t.Errorf("an exchange takes %d bytes", size)
	}
}
