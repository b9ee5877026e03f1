package stream

import "github.com/segmentio/kafka-go"

// partitionOf is the partition, of n, that a key belongs to: the Java client's
// murmur2 hash, which kafka-go has right. An empty key is a key; nil is none.
func partitionOf(key []byte, n int) int {
	return kafka.Murmur2Balancer{Consistent: true}.Balance(kafka.Message{Key: key}, numbers(n)...)
}

// numbers returns 0 to n-1. Its memory is shared for all usual n.
func numbers(n int) []int {
	if n <= len(firstNumbers) {
		return firstNumbers[:n]
	}
	return count(n)
}

var firstNumbers = count(1024)

func count(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	return s
}
