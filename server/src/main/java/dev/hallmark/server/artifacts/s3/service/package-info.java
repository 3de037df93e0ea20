/** Requests to an S3 service: the clients, a bucket, its check at the start, and what the exceptions of the SDK mean. */
package dev.hallmark.server.artifacts.s3.service;
