/** Artifact store in a bucket of an S3 service. Only this package and {@code service} use the AWS SDK. */
package dev.hallmark.server.artifacts.s3;
