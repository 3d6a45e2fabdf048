package dataformat

import (
	"fmt"
	"strconv"

	"github.com/dromedary-go/dromedary/components"
)

// NewSecretKey makes a bean of javax.crypto.spec.SecretKeySpec: the key, and the name of its algorithm.
func NewSecretKey(args []string) (any, error) {
	if len(args) != 2 || args[0] == "" || args[1] == "" {
		return nil, fmt.Errorf("it takes two arguments, the key and the name of its algorithm, such as AES")
	}
	return &components.SecretKey{Data: []byte(args[0]), Algorithm: args[1]}, nil
}

// NewIvParameterSpec makes a bean of javax.crypto.spec.IvParameterSpec.
func NewIvParameterSpec(args []string) (any, error) {
	if len(args) != 1 {
		return nil, fmt.Errorf("it takes one argument, the vector, not %d", len(args))
	}
	return &components.CipherParameters{Vector: []byte(args[0])}, nil
}

// NewGCMParameterSpec makes a bean of javax.crypto.spec.GCMParameterSpec: the tag's length in bits, and the vector.
func NewGCMParameterSpec(args []string) (any, error) {
	if len(args) != 2 {
		return nil, fmt.Errorf("it takes two arguments, the tag's length in bits and the vector, not %d", len(args))
	}
	bits, err := strconv.Atoi(args[0])
	if err != nil || bits < 96 || bits > 128 || bits%8 != 0 {
		return nil, fmt.Errorf("the tag's length must be 96, 104, 112, 120 or 128, not %s", args[0])
	}
	return &components.CipherParameters{Vector: []byte(args[1]), Tag: bits / 8}, nil
}
