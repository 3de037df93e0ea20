/** Artifact store in a bucket of an S3 service. No other package uses the AWS SDK. */
package dev.hallmark.server.artifacts.s3;
